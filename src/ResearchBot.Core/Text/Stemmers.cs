using Lucene.Net.Analysis.Ar;
using Lucene.Net.Analysis.Bg;
using Lucene.Net.Analysis.Cz;
using Lucene.Net.Analysis.El;
using Lucene.Net.Analysis.Hi;
using Lucene.Net.Analysis.Id;
using Lucene.Net.Analysis.Lv;
using Lucene.Net.Tartarus.Snowball;
using Lucene.Net.Tartarus.Snowball.Ext;

namespace ResearchBot.Core.Text;

/// <summary>Stems a word by its script's language or, for Latin and Cyrillic, by its text's language. Words without a stemmer stay unchanged;
/// four-character runs find their other forms.</summary>
internal static class Stemmers
{
    public const int LongestWord = 64;

    /// <summary>How much longer than its word a stem can be.</summary>
    public const int Room = 16;

    // Stemmers hold the word they work on, so each thread has its own.
    [ThreadStatic]
    private static Func<char[], int, int>?[]? _stemmers;

    [ThreadStatic]
    private static char[]? _letters;

    /// <summary>Whether there is a stemmer for texts in the language; unknown texts are stemmed as English.</summary>
    public static bool Serve(Language language) =>
        language is not (Language.Polish or Language.Ukrainian or Language.Hebrew or Language.Thai or Language.Chinese or Language.Japanese or Language.Korean);

    /// <summary>The group of languages whose stems are kept apart: the stems of German "number" and English "numb" are the same letters but different
    /// words. Returns such a language itself, and unknown for all others.</summary>
    public static Language GroupOf(Language language) =>
        language == Language.Bulgarian || (language is > Language.English and <= Language.Turkish && language != Language.Polish) ? language : Language.Unknown;

    /// <summary>The term of a word, given its folded letters, its lower-case letters with accents, and the language of its text.</summary>
    public static ulong TermOf(ReadOnlySpan<char> folded, ReadOnlySpan<char> accented, Language language)
    {
        Span<char> stem = stackalloc char[(LongestWord + Room) * CharacterFold.Longest];
        var server = ServerOf(folded[0], language);
        var length = Stem(ReadsFolded(server) ? folded : accented, server, stem);
        return TermHash.Of(stem[..length]) ^ ((ulong)GroupOf(server) * 0x5851F42D4C957F2D);
    }

    /// <summary>Writes the folded stem of a word; returns its length.</summary>
    public static int Stem(ReadOnlySpan<char> folded, ReadOnlySpan<char> accented, Language language, Span<char> stem)
    {
        var server = ServerOf(folded[0], language);
        return Stem(ReadsFolded(server) ? folded : accented, server, stem);
    }

    private static int Stem(ReadOnlySpan<char> word, Language server, Span<char> stem)
    {
        var letters = _letters ??= new char[LongestWord + Room];
        var length = Math.Min(word.Length, LongestWord);
        word[..length].CopyTo(letters);
        if (StemmerOf(server) is { } stemmer && length > 2)
        {
            length = stemmer(letters, length);
        }

        return CharacterFold.Fold(letters.AsSpan(0, length), stem);
    }

    private static Language ServerOf(char first, Language language) => first switch
    {
        < '\u0370' => GroupOf(language) is var group && group is Language.Unknown or Language.Bulgarian ? Language.English : group,
        < '\u0400' => Language.Greek,
        < '\u0530' => language == Language.Bulgarian ? language : Language.Russian,
        >= '\u0600' and < '\u0780' => Language.Arabic,
        >= '\u0900' and < '\u0980' => Language.Hindi,
        _ => Language.Unknown,
    };

    /// <summary>Whether a stemmer expects words without accents, or its language has none that matter.</summary>
    private static bool ReadsFolded(Language server) =>
        server is Language.Unknown or Language.English or Language.German or Language.Russian or Language.Bulgarian or Language.Greek or Language.Hindi;

    private static Func<char[], int, int>? StemmerOf(Language server)
    {
        var stemmers = _stemmers ??= new Func<char[], int, int>?[(int)Language.Korean + 1];
        return stemmers[(int)server] ??= Create(server);
    }

    private static Func<char[], int, int>? Create(Language language) => language switch
    {
        Language.English => Snowball(new EnglishStemmer()),
        Language.German => Snowball(new GermanStemmer()),
        Language.French => Snowball(new FrenchStemmer()),
        Language.Spanish => Snowball(new SpanishStemmer()),
        Language.Italian => Snowball(new ItalianStemmer()),
        Language.Portuguese => Snowball(new PortugueseStemmer()),
        Language.Dutch => Snowball(new DutchStemmer()),
        Language.Swedish => Snowball(new SwedishStemmer()),
        Language.Danish => Snowball(new DanishStemmer()),
        Language.Norwegian => Snowball(new NorwegianStemmer()),
        Language.Finnish => Snowball(new FinnishStemmer()),
        Language.Hungarian => Snowball(new HungarianStemmer()),
        Language.Romanian => Snowball(new RomanianStemmer()),
        Language.Catalan => Snowball(new CatalanStemmer()),
        Language.Latvian => new LatvianStemmer().Stem,
        Language.Indonesian => (letters, length) => new IndonesianStemmer().Stem(letters, length, true),
        Language.Czech => new CzechStemmer().Stem,
        Language.Turkish => Snowball(new TurkishStemmer()),
        Language.Russian => Snowball(new RussianStemmer()),
        Language.Bulgarian => new BulgarianStemmer().Stem,
        Language.Greek => new GreekStemmer().Stem,
        Language.Arabic => new ArabicStemmer().Stem,
        Language.Hindi => new HindiStemmer().Stem,
        _ => null,
    };

    private static Func<char[], int, int> Snowball(SnowballProgram program) => (letters, length) =>
    {
        program.SetCurrent(letters, length);
        program.Stem();
        var stemmed = Math.Min(program.CurrentBufferLength, letters.Length);
        if (program.CurrentBuffer != letters)
        {
            program.CurrentBuffer.AsSpan(0, stemmed).CopyTo(letters); // it took a longer array
        }

        return stemmed;
    };
}

/// <summary>The folded and stemmed form of a single word, readable.</summary>
internal static class WordForm
{
    private const int Shortest = 4;
    private const int LongestEnding = 6;

    /// <summary>The stem of a word as search compares it.</summary>
    public static string StemOf(ReadOnlySpan<char> surface, Language language)
    {
        surface = surface[..Math.Min(surface.Length, Stemmers.LongestWord)];
        Span<char> folded = stackalloc char[(surface.Length * CharacterFold.Longest) + 1];
        Span<char> accented = stackalloc char[surface.Length];
        Span<char> stem = stackalloc char[(surface.Length + Stemmers.Room) * CharacterFold.Longest];
        var (length, accentedLength) = (0, 0);
        foreach (var c in surface)
        {
            if (CharacterClass.Of(c) == CharacterClass.Letter)
            {
                var before = length;
                length = CharacterFold.Append(c, folded, length);
                accented[accentedLength] = char.ToLowerInvariant(c);
                accentedLength += length > before ? 1 : 0;
            }
        }

        return length == 0 ? "" : stem[..Stemmers.Stem(folded[..length], accented[..accentedLength], language, stem)].ToString();
    }

    public static bool AreAkin(string left, string right)
    {
        var (shorter, longer) = left.Length <= right.Length ? (left, right) : (right, left);
        return shorter.Length >= Shortest && longer.Length - shorter.Length <= LongestEnding && longer.StartsWith(shorter, StringComparison.Ordinal);
    }
}

/// <summary>Caches the terms of plain words, so that frequent words are not stemmed repeatedly.</summary>
internal static class WordCache
{
    private const int Size = 1 << 15;

    [ThreadStatic]
    private static Entry[]? _entries;

    public static bool TryGet(ulong word, Language language, out ulong term, out TokenKind kind)
    {
        word = In(language, word);
        ref var entry = ref EntryOf(word);
        term = entry.Term;
        kind = entry.Kind;
        return entry.Word == word;
    }

    public static void Add(ulong word, Language language, ulong term, TokenKind kind)
    {
        word = In(language, word);
        EntryOf(word) = new Entry(word, term, kind);
    }

    /// <summary>Mixes in the language, since the same letters are another word in another language.</summary>
    private static ulong In(Language language, ulong word) => word ^ ((ulong)language * 0x9E3779B97F4A7C15);

    private static ref Entry EntryOf(ulong word) => ref (_entries ??= new Entry[Size])[(word ^ (word >> 32)) & (Size - 1)];

    private readonly record struct Entry(ulong Word, ulong Term, TokenKind Kind);
}
