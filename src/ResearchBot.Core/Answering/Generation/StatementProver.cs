using ResearchBot.Core.Answering.Grounding;
using ResearchBot.Core.Search;
using ResearchBot.Core.Text;

namespace ResearchBot.Core.Answering.Generation;

/// <summary>Accepts a model's statement only if its quotes occur in the sources and support it.</summary>
internal sealed class StatementProver(string question, IReadOnlyList<RetrievedChunk> sources)
{
    private const int MostQuotes = 4;
    private const int LongestPassage = 1_200;

    /// <summary>The statement with its supporting passages, or null with the fault.</summary>
    public ProvenStatement? Prove(DraftedStatement drafted, out string fault)
    {
        fault = string.Empty;
        if (ModelText.Clean(drafted.Text ?? string.Empty) is not { } text)
        {
            fault = "markup";
            return null;
        }

        var passages = new List<ProvenPassage>();
        foreach (var quote in (drafted.Quotes ?? []).Take(MostQuotes))
        {
            if (Find(quote) is not { } passage)
            {
                fault = "quote";
                return null;
            }

            passages.Add(passage);
        }

        if (passages.Count == 0)
        {
            fault = "quote";
            return null;
        }

        passages = Joined(passages);
        if (passages.TrueForAll(IsHeading))
        {
            fault = "heading";
            return null;
        }

        if (passages.Exists(passage => passage.Range.Length > LongestPassage))
        {
            fault = "length";
            return null;
        }

        if (GroundingCheck.Check(text, [.. passages.Select(passage => new GroundingQuote(passage.Text, ContextOf(passage)))], question) is { } broken)
        {
            fault = $"{broken.Kind} “{broken.Word}”";
            return null;
        }

        return new ProvenStatement(text, passages);
    }

    /// <summary>Looks in the named source first, then in the others: the words count, not the number.</summary>
    private ProvenPassage? Find(DraftedQuote quote)
    {
        var named = sources.Skip(quote.Source - 1).Take(quote.Source > 0 ? 1 : 0);
        foreach (var source in named.Concat(sources))
        {
            if (QuoteFinder.Find(source.Version.Text, quote.Quote ?? string.Empty, RangeOf(source)) is { } range)
            {
                return new ProvenPassage(source, WithoutHeading(source.Version.Structure, SentenceRange.Around(source.Version.Text, range)));
            }
        }

        return null;
    }

    /// <summary>Merges overlapping passages.</summary>
    private static List<ProvenPassage> Joined(List<ProvenPassage> passages)
    {
        var joined = new List<ProvenPassage>();
        foreach (var passage in passages)
        {
            var at = joined.FindIndex(other => other.Source.Version.Document.Id == passage.Source.Version.Document.Id
                && other.Range.Start < passage.Range.End && passage.Range.Start < other.Range.End);
            if (at < 0)
            {
                joined.Add(passage);
                continue;
            }

            var start = Math.Min(joined[at].Range.Start, passage.Range.Start);
            joined[at] = joined[at] with { Range = new TextRange(start, Math.Max(joined[at].Range.End, passage.Range.End) - start) };
        }

        return joined;
    }

    /// <summary>A heading quoted together with the sentence below it does not support a statement.</summary>
    private static TextRange WithoutHeading(DocumentStructure structure, TextRange range)
    {
        for (var i = structure.BlockAt(range.Start); i + 1 < structure.Blocks.Count; i++)
        {
            var next = structure.Blocks[i + 1];
            if (structure.Blocks[i].Kind != BlockKind.Heading || next.Start >= range.End)
            {
                break;
            }

            range = new TextRange(next.Start, range.End - next.Start);
        }

        return range;
    }

    /// <summary>A heading names what follows and states nothing.</summary>
    private static bool IsHeading(ProvenPassage passage)
    {
        var structure = passage.Source.Version.Structure;
        return structure.Blocks.Count > 0 && structure.Blocks[structure.BlockAt(passage.Range.Start)] is { Kind: BlockKind.Heading } heading
            && passage.Range.End <= heading.End;
    }

    private static string ContextOf(ProvenPassage passage)
    {
        var version = passage.Source.Version;
        var before = version.Text.AsSpan(passage.Source.Chunk.Start, Math.Max(0, passage.Range.Start - passage.Source.Chunk.Start)).TrimEnd();
        var last = SentenceSplitter.Split(before) is [.., var sentence] ? before.Slice(sentence.Start, sentence.Length).ToString() : string.Empty;
        var above = version.Structure.AboveAt(passage.Range.Start).Select(block => version.Structure.TextOf(block).ToString());
        return string.Join('\n', ((string?[])[version.Document.Title, passage.Source.Chunk.Place.Section, .. above, last]).Where(part => !string.IsNullOrEmpty(part)));
    }

    private static TextRange RangeOf(RetrievedChunk source) => new(source.Chunk.Start, source.Chunk.Length);
}

/// <summary>A supported statement and the whole sentences of stored text that contain its quotes, one or more.</summary>
internal sealed record ProvenStatement(string Text, IReadOnlyList<ProvenPassage> Passages);

internal sealed record ProvenPassage(RetrievedChunk Source, TextRange Range)
{
    public string Text => Source.Version.Text.Substring(Range.Start, Range.Length);
}
