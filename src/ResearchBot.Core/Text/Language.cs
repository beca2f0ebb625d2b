namespace ResearchBot.Core.Text;

/// <summary>What language a text is in, as far as search needs to know; a script that one language stands for counts as that language.</summary>
public enum Language : byte
{
    /// <summary>Too little to tell: a heading, a list of names, a mixture.</summary>
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

    /// <summary>Any language in Arabic letters.</summary>
    Arabic,

    /// <summary>Any language in Devanagari.</summary>
    Hindi,
    Thai,
    Chinese,
    Japanese,
    Korean,
}

/// <summary>A set of languages: those whose stems the words of some texts are.</summary>
internal readonly record struct TextLanguages(int Bits)
{
    /// <summary>The languages, each as the group in which its stems stand.</summary>
    public IEnumerable<Language> Groups => Enum.GetValues<Language>().Where(Has);

    /// <summary>Both together.</summary>
    public static TextLanguages operator |(TextLanguages left, TextLanguages right) => new(left.Bits | right.Bits);

    /// <summary>The group of one language.</summary>
    public static TextLanguages Of(Language language) => new(1 << (int)Stemmers.GroupOf(language));

    private bool Has(Language language) => (Bits & (1 << (int)language)) != 0;
}
