namespace ResearchBot.Core.Answering.Proof;

/// <summary>What a number does.</summary>
internal enum QuantityKind
{
    /// <summary>It counts or measures.</summary>
    Count,

    /// <summary>It is a place in an order: "third", "19th".</summary>
    Ordinal,

    /// <summary>It looks like a year.</summary>
    Year,

    /// <summary>The years from it: "1920s".</summary>
    Decade,
}
