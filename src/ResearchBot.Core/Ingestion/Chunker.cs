using ResearchBot.Core.Text;

namespace ResearchBot.Core.Ingestion;

/// <summary>Cuts a text into chunks of whole sentences with about <see cref="Target"/> characters, preferably at paragraphs, and across sections or pages
/// only if a part is too small to stand alone.</summary>
public static class Chunker
{
    /// <summary>The desired length in UTF-16 code units.</summary>
    public const int Target = 800;

    private const int Early = 550;
    private const int TooSmall = 120;

    /// <summary>The chunks of <paramref name="text"/>: ascending, not overlapping, together covering everything but white space.</summary>
    public static IReadOnlyList<Chunk> Split(string text, PlaceMap places)
    {
        var chunks = new List<Chunk>();
        var boundaries = SectionStarts(places.Marks);
        var boundary = 0;
        var start = -1;
        var end = 0;
        foreach (var sentence in SentenceSplitter.Split(text))
        {
            var newSection = false;
            while (boundary < boundaries.Count && boundaries[boundary] < sentence.End)
            {
                newSection |= boundaries[boundary] > 0;
                boundary++;
            }

            if (start >= 0 && IsFull(text, end - start, end, sentence, newSection))
            {
                Add(start, end);
                start = -1;
            }

            start = start < 0 ? sentence.Start : start;
            end = sentence.End;
        }

        if (start >= 0)
        {
            Add(start, end);
        }

        return chunks;

        void Add(int from, int to) => chunks.Add(new Chunk(chunks.Count, from, to - from, places.At(from)));
    }

    private static bool IsFull(string text, int length, int end, TextRange next, bool newSection) =>
        newSection ? length >= TooSmall
        : length + (next.End - end) > Target || (length >= Early && text.AsSpan(end, next.Start - end).Count('\n') > 1);

    private static List<int> SectionStarts(IReadOnlyList<PlaceMark> marks)
    {
        var starts = new List<int>();
        for (var i = 1; i < marks.Count; i++)
        {
            if (marks[i].Section != marks[i - 1].Section || marks[i].Page != marks[i - 1].Page)
            {
                starts.Add(marks[i].Start);
            }
        }

        return starts;
    }
}
