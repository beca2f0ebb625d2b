using ResearchBot.Core.Text;

namespace ResearchBot.Core.Search.Storage;

/// <summary>The distinct words of a segment as they are written, in lower case. The index has hashes only; these are what a misspelt word is compared
/// with. Words of one length stand in a row, two bytes a letter: 100,000 chunks in 20 segments take some 9 MB, with the list of English words.</summary>
internal sealed class SegmentVocabulary
{
    /// <summary>Shorter words are never offered.</summary>
    public const int Shortest = 4;

    /// <summary>Longer words are never offered.</summary>
    public const int Longest = 24;

    private readonly char[][] _byLength;

    private SegmentVocabulary(char[][] byLength) => _byLength = byLength;

    /// <summary>The number of words.</summary>
    public int Count => _byLength.Select((letters, length) => length == 0 ? 0 : letters.Length / length).Sum();

    /// <summary>All words of a length, one after the other.</summary>
    public ReadOnlySpan<char> OfLength(int length) => length is >= Shortest and <= Longest ? _byLength[length] : [];

    /// <summary>Whether it has a word.</summary>
    public bool Has(ReadOnlySpan<char> word)
    {
        var letters = OfLength(word.Length);
        for (; !letters.IsEmpty; letters = letters[word.Length..])
        {
            if (letters.StartsWith(word))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Collects the words of some documents.</summary>
    public static SegmentVocabulary Of(IEnumerable<DocumentVersion> documents)
    {
        var collected = Enumerable.Range(0, Longest + 1).Select(_ => new WordSet()).ToArray();
        foreach (var version in documents)
        {
            Collect(version.Document.Title, collected);
            string? section = null;
            foreach (var chunk in version.Chunks)
            {
                Collect(version.Text.AsSpan(chunk.Start, chunk.Length), collected);
                if (chunk.Place.Section != section)
                {
                    Collect(section = chunk.Place.Section, collected);
                }
            }
        }

        return new SegmentVocabulary(Array.ConvertAll(collected, words => words.ToArray()));
    }

    /// <summary>Whether a word stands as a whole in a text.</summary>
    public static bool Contains(ReadOnlySpan<char> text, ReadOnlySpan<char> word)
    {
        for (var from = 0; text[from..].IndexOf(word, StringComparison.OrdinalIgnoreCase) is >= 0 and var found; from += found + 1)
        {
            var (start, end) = (from + found, from + found + word.Length);
            if ((start == 0 || !char.IsLetterOrDigit(text[start - 1])) && (end == text.Length || !char.IsLetterOrDigit(text[end])))
            {
                return true;
            }
        }

        return false;
    }

    private static void Collect(ReadOnlySpan<char> text, WordSet[] words)
    {
        Span<char> word = stackalloc char[Longest];
        for (var i = 0; i < text.Length;)
        {
            var (start, hash, isWord) = (i, TermHash.Start, true);
            for (; i < text.Length && CharacterClass.Of(text[i]) is CharacterClass.Letter or CharacterClass.Digit; i++)
            {
                var c = text[i];
                var lower = char.IsAsciiLetter(c) ? (char)(c | 0x20) : char.ToLowerInvariant(c);
                isWord &= c >= 128 ? char.IsLetter(c) : char.IsAsciiLetter(c);
                if (i - start < Longest)
                {
                    word[i - start] = lower;
                    hash = TermHash.Add(hash, lower);
                }
            }

            if (isWord && i - start is >= Shortest and <= Longest and var length)
            {
                words[length].Add(hash, word[..length]);
            }

            i = i == start ? i + 1 : i;
        }
    }

    /// <summary>Words of one length without duplicates; two with the same 64-bit hash would count as one.</summary>
    private sealed class WordSet
    {
        private ulong[] _seen = new ulong[64];
        private char[] _letters = new char[256];
        private int _count;
        private int _used;

        public void Add(ulong hash, ReadOnlySpan<char> word)
        {
            hash = Math.Max(1, TermHash.Finish(hash));
            var at = (int)hash & (_seen.Length - 1);
            for (; _seen[at] != 0; at = (at + 1) & (_seen.Length - 1))
            {
                if (_seen[at] == hash)
                {
                    return;
                }
            }

            _seen[at] = hash;
            if (_used + word.Length > _letters.Length)
            {
                Array.Resize(ref _letters, _letters.Length * 2);
            }

            word.CopyTo(_letters.AsSpan(_used));
            _used += word.Length;
            if (++_count * 2 > _seen.Length)
            {
                Grow();
            }
        }

        public char[] ToArray() => _letters[.._used];

        private void Grow()
        {
            var larger = new ulong[_seen.Length * 2];
            foreach (var hash in _seen.Where(hash => hash != 0))
            {
                var at = (int)hash & (larger.Length - 1);
                while (larger[at] != 0)
                {
                    at = (at + 1) & (larger.Length - 1);
                }

                larger[at] = hash;
            }

            _seen = larger;
        }
    }
}
