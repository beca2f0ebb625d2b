using ResearchBot.Core.Answering.Answers;
using ResearchBot.Core.Search;
using ResearchBot.Core.Text;

namespace ResearchBot.Core.Answering.Extraction;

/// <summary>Answers a question with sentences of the documents, word for word.</summary>
public static class ExtractiveAnswerer
{
    private const int MostStatements = 3;
    private const int MostClosest = 3;
    private const int Considered = 12;

    /// <summary>A further statement must score this share of the best one.</summary>
    private const double CloseToBest = 0.85;

    /// <summary>The sentences that would be offered for a question that stands alone, best first. For evaluation.</summary>
    public static OfferedSentences Offer(string question, SearchResult found)
    {
        var (_, _, ranked, _, confidence, outcome) = Assess(question, found);
        return new OfferedSentences(
            [.. ranked.Select(sentence => new OfferedSentence(sentence.Source.Version.Document.Id, sentence.Text.ToString()))], confidence, outcome);
    }

    /// <summary>Picks statements and cuts their excerpts, without comparing them with the store yet.</summary>
    /// <param name="workspace">The asker's workspace.</param>
    public static Answer Answer(Question question, SearchResult found, string workspace)
    {
        var (terms, type, ranked, draft, confidence, outcome) = Assess(question.Standalone, found);
        var closest = new List<Citation>();
        if (outcome == AnswerOutcome.NotFound)
        {
            closest.AddRange(ranked.Where(sentence => sentence.Own.Count > 0).DistinctBy(sentence => sentence.Source)
                .Take(MostClosest).Select((sentence, i) => draft.Cite(sentence, i + 1)));
        }
        else
        {
            foreach (var sentence in ranked.Take(Considered).Where((sentence, i) => i == 0 || sentence.Score >= CloseToBest * ranked[0].Score))
            {
                draft.State(sentence, MostStatements);
            }

            if (new ConflictFinder(terms, type).Find([.. ranked.Take(Considered)]) is { } conflict)
            {
                draft.Oppose(conflict);
            }
        }

        return new Answer(
            question.Text,
            outcome,
            Math.Round(confidence, 2),
            AnswerMode.Extractive,
            draft.Statements,
            draft.Citations,
            draft.Conflicts,
            [.. terms.Terms.Where(term => term.Chunks == 0 && !term.HasRelated).Select(term => term.Query.Surface)],
            closest,
            SearchedScope.Of(workspace, found.Scope),
            ElapsedMs: 0);
    }

    private static Assessment Assess(string question, SearchResult found)
    {
        var terms = new QuestionTerms(found, question);
        var type = AnswerTypes.Of(question);
        var ranked = new SentenceRanker(terms, type, found.Meaning).Rank(found.Chunks);
        var draft = new AnswerDraft(new ExcerptCutter(terms, type), ranked);
        if (ranked.Count == 0)
        {
            return new Assessment(terms, type, ranked, draft, 0, AnswerOutcome.NotFound);
        }

        var quoted = draft.QuotedWith(ranked[0]);
        var confidence = AnswerConfidence.Of(terms, found.Chunks, ranked, quoted, found.Meaning);
        return new Assessment(terms, type, ranked, draft, confidence, AnswerConfidence.Judge(confidence, found.Scope.Chunks, terms, type, ranked[0], quoted));
    }

    private sealed record Assessment(
        QuestionTerms Terms, AnswerType Type, List<CandidateSentence> Ranked, AnswerDraft Draft, double Confidence, AnswerOutcome Outcome);
}

/// <summary>What the extractor would offer for a question: sentences, best first, with confidence and outcome. For evaluation.</summary>
public sealed record OfferedSentences(IReadOnlyList<OfferedSentence> Sentences, double Confidence, AnswerOutcome Outcome);

public sealed record OfferedSentence(string DocumentId, string Text);

/// <summary>A unit of a retrieved chunk that may answer the question.</summary>
/// <param name="Position">0-based position in its chunk.</param>
/// <param name="Words">Its tokens, with offsets relative to the sentence.</param>
/// <param name="Own">The question's words in it.</param>
/// <param name="Context">The question's words in the unit before it, what it stands under, its headings or its title.</param>
/// <param name="Following">The question's words in the sentence after it.</param>
internal sealed record CandidateSentence(
    RetrievedChunk Source,
    TextUnit Unit,
    int Position,
    IReadOnlyList<Token> Words,
    TermSet Own,
    TermSet Context,
    TermSet Following)
{
    /// <summary>Whether its chunk begins with it.</summary>
    public bool IsFirst { get; init; }

    /// <summary>How well it answers; comparable within one question.</summary>
    public double Score { get; init; }

    public ReadOnlySpan<char> Text => Source.Version.Text.AsSpan(Range.Start, Range.Length);

    public string Word(Token token) => Source.Version.Text.Substring(Range.Start + token.Start, token.Length);

    public TextRange Range => Unit.Range;

    /// <summary>The unit as a statement on one line; a table's row names its columns.</summary>
    public string AsStatement() => Unit.Block is { Kind: BlockKind.Row } row && TableRow.WithHeader(Source.Version.Structure, row) is { } named
        ? named
        : string.Join(' ', Text.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
