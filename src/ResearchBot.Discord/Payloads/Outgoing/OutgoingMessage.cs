using System.Text.Json.Serialization;

namespace ResearchBot.Discord.Payloads;

/// <summary>
/// A message that leaves. Nobody is ever mentioned by it, and components of this version preview no link.
/// </summary>
internal sealed record OutgoingMessage(IReadOnlyList<Component> Components, int Flags)
{
    /// <summary>Nobody is ever mentioned.</summary>
    public AllowedMentions AllowedMentions { get; } = new([]);

    /// <summary>The same for every attempt of one send, so that Discord knows a repeat; at most 25 characters.</summary>
    public string? Nonce { get; init; }

    /// <summary>Whether a repeat gets the message that was sent first.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool EnforceNonce => Nonce is not null;

    /// <summary>What it replies to.</summary>
    public MessageReference? MessageReference { get; init; }

    /// <summary>Its files by their place; an edit drops all that it does not name.</summary>
    public IReadOnlyList<OutgoingAttachment> Attachments => [.. Files.Select((file, i) => new OutgoingAttachment(i, file.Name))];

    /// <summary>What is uploaded with it, ten at most.</summary>
    [JsonIgnore]
    public IReadOnlyList<OutgoingFile> Files { get; init; } = [];
}

/// <summary>A file of a message that leaves.</summary>
/// <param name="Id">Its place in the upload.</param>
/// <param name="Filename">Its name.</param>
internal sealed record OutgoingAttachment(int Id, string Filename);

/// <summary>Whom a message may mention.</summary>
/// <param name="Parse">Kinds of mentions; none.</param>
internal sealed record AllowedMentions(IReadOnlyList<string> Parse);
