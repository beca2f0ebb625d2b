namespace ResearchBot.Core.Documents;

/// <summary>The position of a passage in the original file. Parts that a format lacks are null.</summary>
/// <param name="Page">From 1.</param>
/// <param name="Section">Heading path, joined with " > ".</param>
/// <param name="Line">From 1, counting front matter and markup.</param>
public readonly record struct Place(int? Page, string? Section, int? Line)
{
    /// <summary>The last heading of <see cref="Section"/>; empty if there is none.</summary>
    public ReadOnlySpan<char> LastHeading() => Section is null ? [] : Section.AsSpan(Section.LastIndexOf(" > ", StringComparison.Ordinal) is var at && at < 0 ? 0 : at + 3);

    /// <summary>From 1.</summary>
    public int? Slide { get; init; }

    /// <summary>The name of a spreadsheet's sheet.</summary>
    public string? Sheet { get; init; }

    /// <summary>From 1, as the program that made the table counts.</summary>
    public int? Row { get; init; }

    /// <summary>From 1, in a word processor's document.</summary>
    public int? Paragraph { get; init; }

    /// <summary>From 1, in a notebook.</summary>
    public int? Cell { get; init; }

    /// <summary>The time stamp of subtitles, logs and messages, as a person reads it.</summary>
    public string? Time { get; init; }
}
