namespace ResearchBot.Core.Search.Text.Languages;

/// <summary>The scripts that search tells apart.</summary>
internal enum Script : byte
{
    None,
    Latin,
    Cyrillic,
    Greek,
    Hebrew,
    Arabic,
    Devanagari,
    Thai,
    Hangul,
    Kana,
    Han,
}
