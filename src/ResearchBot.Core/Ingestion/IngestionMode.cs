namespace ResearchBot.Core.Ingestion;

/// <summary>How a load treats what is there already.</summary>
/// <param name="Prune">Removes documents whose files are gone.</param>
/// <param name="KeepRemoved">Leaves alone what somebody removed; otherwise loading a file brings its document back.</param>
public sealed record IngestionMode(bool Prune, bool KeepRemoved)
{
    /// <summary>A person's load.</summary>
    public static readonly IngestionMode Default = new(Prune: false, KeepRemoved: false);
}
