using ResearchBot.Core.Text;

namespace ResearchBot.Core.Answering.Answers;

/// <summary>An answer as it is laid out for a small screen: what its quotes say is said once, in the quote, and quotes of one document stand
/// together. Every run of a quote is the stored text, character by character.</summary>
/// <param name="Worded">Statements whose words stand in no quote in one piece: a table's row read aloud, a model's wording.</param>
/// <param name="HasNumbers">Whether quotes need their numbers to be told apart.</param>
public sealed record AnswerCard(IReadOnlyList<Statement> Worded, IReadOnlyList<CardSource> Sources, bool HasNumbers)
{
    public static AnswerCard Of(Answer answer)
    {
        var cited = answer.Citations.ToDictionary(citation => citation.Number);
        var quoted = answer.Statements.Where(statement => answer.Mode == AnswerMode.Extractive && IsIn(statement, cited[statement.Citations[0]])).ToArray();
        return new AnswerCard(
            [.. answer.Statements.Except(quoted)],
            [.. answer.Citations.GroupBy(citation => citation.Document.Id).Select(one => new CardSource(
                one.First().Document,
                [.. one.Select(citation => CardQuote.Of(citation, quoted.FirstOrDefault(statement => statement.About is not null && statement.Citations[0] == citation.Number)))]))],
            answer.Citations.Count > 1 || quoted.Length < answer.Statements.Count);
    }

    /// <summary>Whether an excerpt says a statement word for word; an item of a list may stand apart from its lead-in.</summary>
    private static bool IsIn(Statement statement, Citation citation)
    {
        var (said, excerpt) = (Letters(statement.Text), Letters(citation.Excerpt));
        return excerpt.Contains(said, StringComparison.Ordinal)
            || citation.Stated.Select(range => Letters(citation.Excerpt.Substring(range.Start, range.Length)))
                .Any(stated => stated.Length > 0 && said.EndsWith(stated, StringComparison.Ordinal) && excerpt.Contains(said[..^stated.Length], StringComparison.Ordinal));
    }

    private static string Letters(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
}

/// <summary>A document with what is quoted of it.</summary>
public sealed record CardSource(CitedDocument Document, IReadOnlyList<CardQuote> Quotes);

/// <summary>What is shown of a citation's excerpt: what answers, with as much around it as a small screen takes.</summary>
/// <param name="Answers">The statement that it holds, if the statement answers a part of the question; otherwise null.</param>
public sealed record CardQuote(Citation Citation, Statement? Answers, IReadOnlyList<CardLine> Lines)
{
    /// <summary>Characters of the first quote beyond which nothing is added to what answers: the answer may stand beside what was chosen.</summary>
    private const int EnoughOfFirst = 560;

    /// <summary>The same for further quotes.</summary>
    private const int Enough = 280;

    private const int LongestClosest = 160;

    public static CardQuote Of(Citation citation, Statement? answers) => new(citation, answers, LinesOf(citation, citation.Number == 1 ? EnoughOfFirst : Enough));

    /// <summary>A passage that is no answer, in about two lines.</summary>
    public static CardQuote Closest(Citation citation) => new(citation, null, LinesOf(citation with { Stated = [] }, LongestClosest));

    private static List<CardLine> LinesOf(Citation citation, int enough)
    {
        var pieces = PiecesOf(citation);
        var shown = Choose(pieces, enough);
        var lines = new List<CardLine>();
        var last = -1;
        foreach (var group in pieces.Index().Where(piece => shown[piece.Index]).GroupBy(piece => piece.Item.Block))
        {
            var (block, first) = (group.Key, group.First().Index);
            if (lines.Count > 0 && first > last + 1 && pieces[first - 1].Block != block && pieces[last + 1].Block != pieces[last].Block)
            {
                lines.Add(new CardLine(BlockKind.Paragraph, 0, string.Empty, [CardRun.Gap]));
            }

            lines.Add(new CardLine(block.Kind, Math.Max(0, block.Level - 1), block.Marker, [.. Runs(citation.Excerpt, [.. group.Select(piece => piece.Item)], pieces)]));
            last = group.Last().Index;
        }

        return lines.Exists(line => OutgoingText.CleanLine(line.Text).Length > 0) ? lines : [new CardLine(BlockKind.Paragraph, 0, string.Empty, [CardRun.Gap])];
    }

    /// <summary>The excerpt in sentences, list items, rows and blocks of code.</summary>
    private static List<Piece> PiecesOf(Citation citation)
    {
        var pieces = new List<Piece>();
        foreach (var block in citation.Blocks.Count > 0 ? citation.Blocks : [new ExcerptBlock(BlockKind.Paragraph, 0, citation.Excerpt.Length)])
        {
            var text = citation.Excerpt.AsSpan(block.Start, block.Length);
            foreach (var part in block.Kind is BlockKind.Code or BlockKind.Row or BlockKind.Header ? [new TextRange(0, block.Length)] : SentenceSplitter.Split(text))
            {
                var (start, end) = (block.Start + part.Start, block.Start + part.End);
                pieces.Add(new Piece(block, start, end, citation.Stated.Any(range => range.Start < end && start < range.End)));
            }
        }

        return pieces;
    }

    /// <summary>Shows what answers with what it stands under, then its neighbours of the same kind as long as there is room, those after it first.</summary>
    private static bool[] Choose(List<Piece> pieces, int enough)
    {
        var shown = pieces.ConvertAll(piece => piece.IsAnswer).ToArray();
        var above = new HashSet<int>();
        foreach (var piece in pieces.Where(piece => piece.IsAnswer))
        {
            for (var under = piece.Block.Under; under is { } start; under = pieces.Find(one => one.Block.Start == start)?.Block.Under)
            {
                var leadIn = pieces.FindLastIndex(one => one.Block.Start == start);
                if (leadIn < 0 || shown[leadIn])
                {
                    break;
                }

                shown[leadIn] = true;
                above.Add(leadIn);
            }
        }

        if (pieces.Count > 0 && !pieces.Exists(piece => piece.IsAnswer))
        {
            shown[0] = true;
        }

        var length = pieces.Where((_, i) => shown[i]).Sum(piece => piece.Length);
        for (var next = Next(); next >= 0; next = Next())
        {
            shown[next] = true;
            length += pieces[next].Length;
        }

        return shown;

        int Next() => Enumerable.Range(0, pieces.Count)
            .Where(i => !shown[i] && length + pieces[i].Length <= enough && (IsLikeShown(i - 1, i) || IsLikeShown(i + 1, i)))
            .OrderByDescending(i => IsLikeShown(i - 1, i)).FirstOrDefault(-1);

        bool IsLikeShown(int beside, int i) => beside >= 0 && beside < pieces.Count && shown[beside]
            && ((!above.Contains(beside) && pieces[beside].Block.Kind == pieces[i].Block.Kind) || pieces[beside].Block.Start == pieces[i].Block.Under);
    }

    /// <summary>The pieces of one line, those side by side and alike joined; a gap is marked.</summary>
    private static IEnumerable<CardRun> Runs(string excerpt, IReadOnlyList<Piece> group, List<Piece> all)
    {
        var first = all.First(piece => piece.Block == group[0].Block);
        if (first.Start < group[0].Start)
        {
            yield return CardRun.Gap;
        }

        for (var i = 0; i < group.Count;)
        {
            var last = i;
            while (last + 1 < group.Count && group[last + 1].IsAnswer == group[i].IsAnswer && IsBlank(excerpt, group[last], group[last + 1]))
            {
                last++;
            }

            yield return new CardRun(excerpt[group[i].Start..group[last].End], group[i].IsAnswer);
            if (last + 1 < group.Count && !IsBlank(excerpt, group[last], group[last + 1]))
            {
                yield return CardRun.Gap;
            }

            i = last + 1;
        }

        if (all.Last(piece => piece.Block == group[0].Block).End > group[^1].End)
        {
            yield return CardRun.Gap;
        }
    }

    /// <summary>Whether nothing that can be seen stands between two pieces.</summary>
    private static bool IsBlank(string excerpt, Piece one, Piece next) => OutgoingText.CleanLine(excerpt[one.End..next.Start]).Length == 0;

    private sealed record Piece(ExcerptBlock Block, int Start, int End, bool IsAnswer)
    {
        public int Length => End - Start;
    }
}

/// <summary>A line of a quote: a paragraph, an item of a list, a table's row, a block of code.</summary>
/// <param name="Indent">Of an item its depth from 0.</param>
/// <param name="Marker">Of an item its bullet or number as the document has it.</param>
public sealed record CardLine(BlockKind Kind, int Indent, string Marker, IReadOnlyList<CardRun> Runs)
{
    /// <summary>Its text with its runs joined.</summary>
    public string Text => string.Join(' ', Runs.Select(run => run.Text));
}

/// <summary>A run of a line.</summary>
/// <param name="IsAnswer">Whether it is what answers the question.</param>
public sealed record CardRun(string Text, bool IsAnswer)
{
    /// <summary>What is left out.</summary>
    public static readonly CardRun Gap = new("…", IsAnswer: false);
}
