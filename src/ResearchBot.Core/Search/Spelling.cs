using System.Numerics;
using System.Text.RegularExpressions;
using ResearchBot.Core.Search.Storage;
using ResearchBot.Core.Text;

namespace ResearchBot.Core.Search;

/// <summary>A word of a question and the word that was searched for instead.</summary>
public sealed record CorrectedWord(string From, string To);

/// <summary>Corrects words of a question that are no English words and stand nowhere in the open segments, nor any related word, to the nearest word there.</summary>
internal sealed partial class Spelling(IReadOnlyList<SegmentView> views, FusedSearch search)
{
    private const int ShortestCorrected = 5;
    private const int ShortestOfTwo = 8;

    /// <summary>Each costs a pass over all words.</summary>
    private const int MostCorrected = 6;

    /// <summary>The corrected question; the same one if there is nothing to correct.</summary>
    public SearchQuery Correct(SearchQuery query)
    {
        if (query.Language is not (Language.English or Language.Unknown))
        {
            return query;
        }

        var unknown = search.Weigh(query).Where(term => term.Chunks == 0 && !term.HasRelated && term.Query.Kind == TokenKind.Word).Select(term => term.Query.Surface).ToHashSet();
        if (unknown.Count == 0)
        {
            return query;
        }

        Parallel.ForEach(views, view => _ = view.Segment.Vocabulary); // made by the first misspelt question
        var corrected = new Dictionary<string, CorrectedWord>(StringComparer.OrdinalIgnoreCase);
        var untouched = Untouched().Matches(query.Text).Select(match => new TextRange(match.Index, match.Length)).ToArray();
        var text = Words().Replace(query.Text, match =>
        {
            var (word, range) = (match.Value, new TextRange(match.Index, match.Length));
            if (!corrected.TryGetValue(word, out var known) && unknown.Contains(word) && corrected.Count < MostCorrected
                && MayBeMisspelt(word) && !EnglishWords.Contain(word) && !untouched.Any(other => other.Start < range.End && range.Start < other.End)
                && NearestTo(word, query.Language, isName: match.Index > 0 && char.IsUpper(word[0])) is { } nearest)
            {
                corrected[word] = known = new CorrectedWord(word, InTheCaseOf(word, nearest));
            }

            return known?.To ?? word;
        });
        return corrected.Count == 0 ? query : SearchQuery.Parse(text, query.Language, [.. corrected.Values]);
    }

    /// <summary>Letters of a script with capitals, none of them a capital after the first.</summary>
    private static bool MayBeMisspelt(string word) =>
        word.Length is >= ShortestCorrected and <= SegmentVocabulary.Longest - 2
        && word.All(c => char.IsLower(c) || char.IsUpper(c)) && !word.AsSpan(1).ContainsAnyInRange('A', 'Z') && !word.Skip(1).Any(char.IsUpper);

    private static string InTheCaseOf(string word, string other) => char.IsUpper(word[0]) ? char.ToUpperInvariant(other[0]) + other[1..] : other;

    /// <param name="isName">Names differ from one another in a letter or two, so only swapped, doubled and dropped double letters are mended in them.</param>
    private string? NearestTo(string written, Language language, bool isName)
    {
        var word = written.ToLowerInvariant();
        var most = word.Length >= ShortestOfTwo ? 2 : 1;
        var found = new HashSet<(string Word, int Distance)>();
        foreach (var segment in views.Select(view => view.Segment))
        {
            Collect(segment.Vocabulary, word, most, found);
        }

        return found
            .Where(one => one.Distance == 1 || one.Word[0] == word[0])
            .Where(one => !isName || LettersOf(one.Word).SetEquals(LettersOf(word)))
            .GroupBy(one => (one.Distance, IsOtherBeginning: one.Word[0] != word[0]), one => one.Word)
            .OrderBy(equal => equal.Key)
            .Select(equal => MostUsed(equal, language))
            .FirstOrDefault(other => other is not null);
    }

    private string? MostUsed(IEnumerable<string> equal, Language language) => equal
        .Select(other => (Word: other, Chunks: ChunksWith(other, language)))
        .Where(other => other.Chunks > 0)
        .OrderByDescending(other => other.Chunks)
        .ThenBy(other => other.Word, StringComparer.Ordinal)
        .Select(other => other.Word)
        .FirstOrDefault(StandsInSight);

    private static HashSet<char> LettersOf(string word) => [.. word];

    private static void Collect(SegmentVocabulary vocabulary, ReadOnlySpan<char> word, int most, HashSet<(string, int)> found)
    {
        for (var length = word.Length - most; length <= word.Length + most; length++)
        {
            var letters = vocabulary.OfLength(length);
            for (var at = 0; at < letters.Length; at += length)
            {
                var other = letters.Slice(at, length);
                if (EditDistance.Within(word, other, most) is { } distance)
                {
                    found.Add((other.ToString(), distance));
                }
            }
        }
    }

    /// <summary>How many living chunks contain a word; a stop word counts as in all.</summary>
    private int ChunksWith(string word, Language language) =>
        SearchQuery.Parse(word, language) is not { Terms.Count: > 0 } query ? int.MaxValue
        : views.Any(view => view.Segment.IsForOneQuery) ? views.Sum(view => InSight(view, word).Count())
        : search.Weigh(query)[0].Chunks;

    /// <summary>Whether a word stands, as it is written, in a chunk that the reader may see. Only segments with dead chunks are read again.</summary>
    private bool StandsInSight(string word) => views.Any(view => view.Dead is null ? view.Segment.Vocabulary.Has(word) : InSight(view, word).Any());

    private static IEnumerable<int> InSight(SegmentView view, string word) => Enumerable.Range(0, view.Segment.ChunkCount).Where(chunk =>
        view.Dead?.Contains(chunk) != true && view.Segment.At(chunk) is var (version, place)
        && (SegmentVocabulary.Contains(version.Text.AsSpan(place.Start, place.Length), word)
            || SegmentVocabulary.Contains(version.Document.Title, word)
            || SegmentVocabulary.Contains(place.Place.Section, word)));

    [GeneratedRegex(@"\p{L}[\p{L}\p{M}'’]*", RegexOptions.CultureInvariant)]
    private static partial Regex Words();

    /// <summary>What is in quotation marks; paths, addresses, options, names with points or underscores, and words with digits.</summary>
    [GeneratedRegex("""["“„«`][^"”“»`]*["”“»`]|\S*[\p{L}\p{N}][._/\\@:=#+][\p{L}\p{N}_]\S*|\S*[\d_/\\@=]\S*|(?<!\S)-\S+""", RegexOptions.CultureInvariant)]
    private static partial Regex Untouched();
}

/// <summary>The Damerau-Levenshtein distance (insertions, deletions, substitutions and swaps of neighbours) of short words.</summary>
internal static class EditDistance
{
    private const int LongestMeasured = 64;

    /// <summary>The distance; null if it is greater than <paramref name="most"/>.</summary>
    public static int? Within(ReadOnlySpan<char> word, ReadOnlySpan<char> other, int most)
    {
        if (Math.Abs(word.Length - other.Length) > most || other.Length >= LongestMeasured)
        {
            return null;
        }

        var same = word.CommonPrefixLength(other);
        word = word[same..];
        other = other[same..];
        while (!word.IsEmpty && !other.IsEmpty && word[^1] == other[^1])
        {
            word = word[..^1];
            other = other[..^1];
        }

        if (word.IsEmpty || other.IsEmpty)
        {
            return word.Length + other.Length;
        }

        return Differ(word, other, most) ? null : Measure(word, other, most);
    }

    /// <summary>Whether more letters than that stand in one word alone.</summary>
    private static bool Differ(ReadOnlySpan<char> word, ReadOnlySpan<char> other, int most)
    {
        var (own, its) = (0UL, 0UL);
        foreach (var c in word)
        {
            own |= 1UL << (c & 63);
        }

        foreach (var c in other)
        {
            its |= 1UL << (c & 63);
        }

        return BitOperations.PopCount(own & ~its) > most || BitOperations.PopCount(its & ~own) > most;
    }

    private static int? Measure(ReadOnlySpan<char> word, ReadOnlySpan<char> other, int most)
    {
        var width = other.Length + 1;
        Span<int> rows = stackalloc int[3 * LongestMeasured];
        var before = rows[..width];
        var last = rows.Slice(LongestMeasured, width);
        var now = rows.Slice(2 * LongestMeasured, width);
        for (var j = 0; j < width; j++)
        {
            last[j] = j;
        }

        for (var i = 1; i <= word.Length; i++)
        {
            now[0] = i;
            var least = i;
            for (var j = 1; j < width; j++)
            {
                var cost = word[i - 1] == other[j - 1] ? 0 : 1;
                var value = Math.Min(Math.Min(last[j] + 1, now[j - 1] + 1), last[j - 1] + cost);
                if (i > 1 && j > 1 && word[i - 1] == other[j - 2] && word[i - 2] == other[j - 1])
                {
                    value = Math.Min(value, before[j - 2] + 1);
                }

                now[j] = value;
                least = Math.Min(least, value);
            }

            if (least > most)
            {
                return null;
            }

            var free = before;
            before = last;
            last = now;
            now = free;
        }

        return last[width - 1] <= most ? last[width - 1] : null;
    }
}
