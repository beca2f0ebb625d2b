namespace ResearchBot.Core.Answering.Proof;

/// <summary>A date in a sentence, as far as it is given.</summary>
/// <param name="Day">1 to 31.</param>
/// <param name="Month">1 to 12.</param>
/// <param name="Year">Four digits.</param>
/// <param name="First">Its first word in the sentence.</param>
/// <param name="Last">Its last word.</param>
/// <param name="Written">As it is written.</param>
internal sealed record DateMention(int? Day, int? Month, int? Year, int First, int Last, string Written)
{
    /// <summary>Whether the other date gives all that this one does.</summary>
    public bool IsIn(DateMention other) =>
        (Day is null || Day == other.Day) && (Month is null || Month == other.Month) && (Year is null || Year == other.Year);
}
