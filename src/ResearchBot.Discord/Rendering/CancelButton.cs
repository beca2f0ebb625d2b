using ResearchBot.Core.Ingestion;
using ResearchBot.Discord.Payloads;

namespace ResearchBot.Discord.Rendering;

/// <summary>The button below a load that runs.</summary>
internal static class CancelButton
{
    public const string Action = "loads-cancel";

    private const int Red = 4;

    /// <summary>One row; null for a load without an id.</summary>
    public static Component? Of(IngestionProgress progress) => progress.Job is not { } job ? null : new Component(ComponentType.ActionRow)
    {
        Components = [new Component(ComponentType.Button) { Style = Red, Label = "Stop", CustomId = $"{Action}:{job}" }],
    };
}
