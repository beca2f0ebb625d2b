namespace ResearchBot.Core.Search.Text.Languages;

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

    /// <summary>Danish, or Norwegian.</summary>
    Danish,
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
