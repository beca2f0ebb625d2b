using ResearchBot.Core.Search.Text.Languages;

namespace ResearchBot.Core.Search.Text;

/// <summary>Remembers what plain words became, so that a text's frequent words are not stemmed again and again.</summary>
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

    /// <summary>The same letters are another word in another language.</summary>
    private static ulong In(Language language, ulong word) => word ^ ((ulong)language * 0x9E3779B97F4A7C15);

    private static ref Entry EntryOf(ulong word) => ref (_entries ??= new Entry[Size])[(word ^ (word >> 32)) & (Size - 1)];

    private readonly record struct Entry(ulong Word, ulong Term, TokenKind Kind);
}
