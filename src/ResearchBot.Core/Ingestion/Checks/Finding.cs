namespace ResearchBot.Core.Ingestion.Checks;

/// <summary>Something in a document that a person should know before it is searched.</summary>
/// <param name="Message">One sentence for a person. Secrets in it are masked.</param>
public sealed record Finding(FindingKind Kind, string Message)
{
    /// <summary>Whether it is a reason to hold the document until an admin has looked at it.</summary>
    public bool IsSuspicious { get; init; }

    /// <summary>Whether only a dry run tells it.</summary>
    public bool IsMinor { get; init; }

    /// <summary>The sentences of some findings, as one line.</summary>
    public static string Join(IEnumerable<Finding> findings) => string.Join(' ', findings.Select(finding => finding.Message));
}

/// <summary>The kind of a finding.</summary>
public enum FindingKind
{
    /// <summary>Another document has the same text.</summary>
    Duplicate,

    /// <summary>A large part of its passages stands in other documents.</summary>
    Repeats,

    /// <summary>It holds text that a person who opens it does not see.</summary>
    Hidden,

    /// <summary>It holds text that speaks to an assistant.</summary>
    Instructions,

    /// <summary>It holds a key, a password, or the number of a card or an account.</summary>
    Secret,
}

/// <summary>Checks a document before it is stored.</summary>
public sealed class DocumentChecks(RepeatedText repeated)
{
    private const int MostOfKind = 5;

    /// <summary>What is found in it, in the order of <see cref="FindingKind"/>.</summary>
    /// <param name="job">The prepared load that it belongs to, whose other files count too; null if there is none.</param>
    public async Task<IReadOnlyList<Finding>> RunAsync(NewVersion version, string? job, CancellationToken cancellationToken) =>
    [
        .. await repeated.FindAsync(version, job, cancellationToken),
        .. HiddenText.Find(version.Text, version.Structure),
        .. Instructions.Find(version.Text).Take(MostOfKind).Select(range => new Finding(
            FindingKind.Instructions,
            $"It speaks to an assistant ({Where(version.Structure.At(range.Start))}): “{Excerpt.Of(version.Text, range)}”.") { IsSuspicious = true }),
        .. Secrets.Find(version.Text).DistinctBy(secret => secret.Masked).Take(MostOfKind).Select(secret => new Finding(
            FindingKind.Secret, $"It holds {secret.What} ({Where(version.Structure.At(secret.Range.Start))}): {secret.Masked}.") { IsSuspicious = !secret.IsOrdinary }),
    ];

    private static string Where(Place place) =>
        place.Page is not null ? $"page {place.Page}"
        : place.Slide is not null ? $"slide {place.Slide}"
        : place.Sheet is not null ? $"sheet {place.Sheet}, row {place.Row}"
        : place.Line is not null ? $"line {place.Line}"
        : place.Row is not null ? $"row {place.Row}"
        : place.Paragraph is not null ? $"paragraph {place.Paragraph}"
        : place.Cell is not null ? $"cell {place.Cell}"
        : place.Time ?? "without a place";
}
