using System.Collections.Frozen;

namespace ResearchBot.Core.Search.Text.Languages;

/// <summary>Which languages a word or letter speaks for, from <c>function-words.txt</c>: one bit for each language.</summary>
internal static class FunctionWords
{
    private static readonly Dictionary<Language, List<string>> WordsByLanguage = [];
    private static readonly FrozenDictionary<ulong, int> LanguagesByWord;
    private static readonly FrozenDictionary<char, int> LanguagesByLetter;

    static FunctionWords()
    {
        using var stream = typeof(FunctionWords).Assembly.GetManifestResourceStream("ResearchBot.Core.Search.Text.Languages.function-words.txt")!;
        using var reader = new StreamReader(stream);
        var words = new Dictionary<ulong, int>();
        var letters = new Dictionary<char, int>();
        List<string>? own = null;
        var bit = 0;
        while (reader.ReadLine() is { } line)
        {
            var parts = line.StartsWith('#') ? [] : line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (parts.Length == 0)
            {
                own = null;
            }
            else if (own is null)
            {
                var language = Enum.Parse<Language>(parts[0]);
                bit = 1 << (int)language;
                WordsByLanguage[language] = own = [];
                foreach (var letter in parts.Skip(1).SelectMany(part => part))
                {
                    letters[letter] = letters.GetValueOrDefault(letter) | bit;
                }
            }
            else
            {
                own.AddRange(parts);
                foreach (var word in parts)
                {
                    var hash = TermHash.Of(word);
                    words[hash] = words.GetValueOrDefault(hash) | bit;
                }
            }
        }

        LanguagesByWord = words.ToFrozenDictionary();
        LanguagesByLetter = letters.ToFrozenDictionary();
    }

    /// <summary>The languages whose grammar uses the word, by its hash in lower case.</summary>
    public static int LanguagesWith(ulong word) => LanguagesByWord.GetValueOrDefault(word);

    /// <summary>The languages that are known by a letter in lower case.</summary>
    public static int LanguagesWithLetter(char letter) => LanguagesByLetter.GetValueOrDefault(letter);

    /// <summary>A language's words as written; empty for most scripts.</summary>
    public static IReadOnlyList<string> Of(Language language) => WordsByLanguage.TryGetValue(language, out var words) ? words : [];
}
