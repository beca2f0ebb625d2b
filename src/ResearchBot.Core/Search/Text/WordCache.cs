namespace ResearchBot.Core.Search.Text;

/// <summary>Remembers what plain words became, so that a text's frequent words are not stemmed again and again.</summary>
internal static class WordCache
{
    private const int Size = 1 << 15;

    [ThreadStatic]
    private static Entry[]? _entries;

    public static bool TryGet(ulong word, out ulong term, out TokenKind kind)
    {
        ref var entry = ref EntryOf(word);
        term = entry.Term;
        kind = entry.Kind;
        return entry.Word == word;
    }

    public static void Add(ulong word, ulong term, TokenKind kind) => EntryOf(word) = new Entry(word, term, kind);

    private static ref Entry EntryOf(ulong word) => ref (_entries ??= new Entry[Size])[(word ^ (word >> 32)) & (Size - 1)];

    private readonly record struct Entry(ulong Word, ulong Term, TokenKind Kind);
}
