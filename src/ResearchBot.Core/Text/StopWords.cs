using System.Buffers;
using System.Collections.Frozen;
using Lucene.Net.Tartarus.Snowball;

namespace ResearchBot.Core.Text;

/// <summary>Function words of each language, from Lucene.Net and <c>function-words.txt</c>: search skips them, and they identify the language of
/// texts.</summary>
internal static class StopWords
{
    private const int English = 1 << (int)Language.English;

    // One bit per language: by hash of the lower-case word, by hash of the folded word, and by letter.
    private static readonly FrozenDictionary<ulong, int> ByWord;
    private static readonly FrozenDictionary<ulong, int> ByFoldedWord;
    private static readonly FrozenDictionary<char, int> ByLetter;
    private static readonly SearchValues<char> ChineseParticles;

    static StopWords()
    {
        var words = new Dictionary<ulong, int>();
        var foldedWords = new Dictionary<ulong, int>();
        var letters = new Dictionary<char, int>();
        var particles = "";
        var language = Language.Unknown;
        foreach (var line in Lines(typeof(StopWords), "ResearchBot.Core.Text.function-words.txt").Where(line => !line.StartsWith('#')))
        {
            var parts = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (parts.Length == 0)
            {
                language = Language.Unknown;
            }
            else if (language == Language.Unknown)
            {
                language = Enum.Parse<Language>(parts[0]);
                foreach (var letter in parts.Skip(1).SelectMany(part => part))
                {
                    letters[letter] = letters.GetValueOrDefault(letter) | Bit(language);
                }
            }
            else if (language == Language.Chinese)
            {
                particles += string.Concat(parts);
            }
            else
            {
                Add(parts, language);
            }
        }

        foreach (var (list, of) in Lists)
        {
            // Supports both comment styles: to the end of a line, after | or #.
            Add(Lines(typeof(SnowballProgram), $"Lucene.Net.Analysis.Common.Analysis.{list}")
                .SelectMany(line => line.Split('|', '#')[0].Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)), of);
        }

        ByWord = words.ToFrozenDictionary();
        ByFoldedWord = foldedWords.ToFrozenDictionary();
        ByLetter = letters.ToFrozenDictionary();
        ChineseParticles = SearchValues.Create(particles);

        void Add(IEnumerable<string> some, Language of)
        {
            foreach (var word in some.Select(word => word.Replace("'", "", StringComparison.Ordinal).Replace("’", "", StringComparison.Ordinal)))
            {
                var hash = TermHash.Of(word);
                var known = words.GetValueOrDefault(hash);

                // A word that is also English does not count for smaller languages: short English questions have few function words.
                words[hash] = of is >= Language.Norwegian and <= Language.Indonesian && (known & English) != 0 ? known : known | Bit(of);
                Span<char> folded = new char[word.Length * CharacterFold.Longest];
                hash = TermHash.Of(folded[..CharacterFold.Fold(word, folded)]);
                foldedWords[hash] = foldedWords.GetValueOrDefault(hash) | Bit(of);
            }
        }
    }

    private static (string List, Language Language)[] Lists =>
    [
        ("Snowball.english_stop.txt", Language.English), ("Snowball.german_stop.txt", Language.German),
        ("Snowball.french_stop.txt", Language.French), ("Snowball.spanish_stop.txt", Language.Spanish),
        ("Snowball.italian_stop.txt", Language.Italian), ("Snowball.portuguese_stop.txt", Language.Portuguese),
        ("Snowball.dutch_stop.txt", Language.Dutch), ("Snowball.swedish_stop.txt", Language.Swedish),
        ("Snowball.danish_stop.txt", Language.Danish), ("Snowball.norwegian_stop.txt", Language.Norwegian),
        ("Snowball.finnish_stop.txt", Language.Finnish), ("Snowball.hungarian_stop.txt", Language.Hungarian),
        ("Snowball.russian_stop.txt", Language.Russian), ("Ro.stopwords.txt", Language.Romanian), ("Ca.stopwords.txt", Language.Catalan),
        ("Lv.stopwords.txt", Language.Latvian), ("Id.stopwords.txt", Language.Indonesian), ("Cz.stopwords.txt", Language.Czech),
        ("Tr.stopwords.txt", Language.Turkish), ("Bg.stopwords.txt", Language.Bulgarian), ("El.stopwords.txt", Language.Greek),
        ("Ar.stopwords.txt", Language.Arabic), ("Hi.stopwords.txt", Language.Hindi),
    ];

    /// <summary>Whether a folded word is a stop word of the language. English ones also count if no language is known, or if the script cannot
    /// clash.</summary>
    public static bool Contains(ReadOnlySpan<char> word, Language language) =>
        (ByFoldedWord.GetValueOrDefault(TermHash.Of(word)) & (Bit(language) | (language is > Language.English and <= Language.Turkish ? 0 : English))) != 0;

    /// <summary>Whether one of a pair of ideographs is a particle or question word.</summary>
    public static bool IsIn(ReadOnlySpan<char> pair, Language language) => language == Language.Chinese && pair.ContainsAny(ChineseParticles);

    public static int LanguagesWith(ulong word) => ByWord.GetValueOrDefault(word);

    /// <summary>The languages identified by a lower-case letter.</summary>
    public static int LanguagesWithLetter(char letter) => ByLetter.GetValueOrDefault(letter);

    private static int Bit(Language language) => 1 << (int)language;

    private static IEnumerable<string> Lines(Type owner, string resource)
    {
        using var reader = new StreamReader(owner.Assembly.GetManifestResourceStream(resource)!);
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }
}
