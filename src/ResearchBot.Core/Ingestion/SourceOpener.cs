namespace ResearchBot.Core.Ingestion;

/// <summary>Opens the sources of one kind by their addresses. The host registers one for each kind.</summary>
public abstract class SourceOpener
{
    /// <summary>See <see cref="SourceAddress.Kind"/>.</summary>
    public abstract string Kind { get; }

    /// <summary>The source, or null where it can be opened no longer, such as an attachment whose link expired.</summary>
    /// <param name="text">See <see cref="SourceAddress.Text"/>.</param>
    public abstract DocumentSource? Open(string text);
}
