namespace ResearchBot.Core.Text;

/// <summary>The language of a text as far as search distinguishes it. A script represented by one language counts as that language.</summary>
public enum Language : byte
{
    /// <summary>Too little to tell, such as a heading, a list of names or a mixture.</summary>
    Unknown,
    English,
    German,
    French,
    Spanish,
    Italian,
    Portuguese,
    Dutch,
    Swedish,
    Danish,
    Norwegian,
    Finnish,
    Hungarian,
    Romanian,
    Catalan,
    Latvian,
    Indonesian,
    Polish,
    Czech,
    Turkish,
    Russian,
    Ukrainian,
    Bulgarian,
    Greek,
    Hebrew,
    Arabic,
    Hindi,
    Thai,
    Chinese,
    Japanese,
    Korean,
}

/// <summary>A set of languages whose stemmers apply to some texts.</summary>
internal readonly record struct TextLanguages(int Bits)
{
    /// <summary>The stemming groups of the languages.</summary>
    public IEnumerable<Language> Groups => Enum.GetValues<Language>().Where(Has);

    /// <summary>Both together.</summary>
    public static TextLanguages operator |(TextLanguages left, TextLanguages right) => new(left.Bits | right.Bits);

    /// <summary>The group of one language.</summary>
    public static TextLanguages Of(Language language) => new(1 << (int)Stemmers.GroupOf(language));

    private bool Has(Language language) => (Bits & (1 << (int)language)) != 0;
}
