using ResearchBot.Core.Answering.Answers;
using ResearchBot.Core.Search;
using ResearchBot.Core.Search.Text;

namespace ResearchBot.Core.Answering.Extraction;

/// <summary>Answers a question with sentences of the documents, word for word.</summary>
public static class ExtractiveAnswerer
{
    private const int MostStatements = 3;
    private const int MostClosest = 3;
    private const int Considered = 12;

    /// <summary>A further statement must come this close to the best one.</summary>
    private const double CloseToBest = 0.85;

    /// <summary>The sentences in the order in which they would be offered, and whether they would be, for an evaluation.</summary>
    /// <param name="question">Standing alone.</param>
    /// <param name="found">What search found for it, best first.</param>
    public static OfferedSentences Offer(string question, SearchResult found)
    {
        var (_, _, ranked, _, confidence, outcome) = Assess(question, found);
        return new OfferedSentences(
            [.. ranked.Select(sentence => new OfferedSentence(sentence.Source.Version.Document.Id, sentence.Text.ToString()))], confidence, outcome);
    }

    /// <summary>Picks statements and cuts their excerpts. The citations are not yet compared with the store.</summary>
    /// <param name="question">The question.</param>
    /// <param name="found">What search found for it, best first.</param>
    /// <param name="workspace">The asker's.</param>
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
        var confidence = AnswerConfidence.Of(terms, found.Chunks, ranked, quoted);
        return new Assessment(terms, type, ranked, draft, confidence, AnswerConfidence.Judge(confidence, found.Scope.Chunks, terms, type, ranked[0], quoted));
    }

    private sealed record Assessment(
        QuestionTerms Terms, AnswerType Type, List<CandidateSentence> Ranked, AnswerDraft Draft, double Confidence, AnswerOutcome Outcome);
}

/// <summary>What the extractor would offer for a question.</summary>
/// <param name="Sentences">Best first.</param>
/// <param name="Confidence">How much of the question they speak to, 0 to 1.</param>
/// <param name="Outcome">What a person would be told.</param>
public sealed record OfferedSentences(IReadOnlyList<OfferedSentence> Sentences, double Confidence, AnswerOutcome Outcome);

/// <summary>One sentence.</summary>
/// <param name="DocumentId">Its document.</param>
/// <param name="Text">Verbatim.</param>
public sealed record OfferedSentence(string DocumentId, string Text);

/// <summary>A sentence of a retrieved chunk that may answer.</summary>
/// <param name="Source">Its chunk.</param>
/// <param name="Range">Where it stands in the stored text.</param>
/// <param name="Position">0-based position in its chunk.</param>
/// <param name="Words">Its tokens, offsets relative to the sentence.</param>
/// <param name="Own">Which of the question's words stand in it.</param>
/// <param name="Context">Which stand in the sentence before it, its headings or its title.</param>
/// <param name="Following">Which stand in the sentence after it.</param>
internal sealed record CandidateSentence(
    RetrievedChunk Source,
    TextRange Range,
    int Position,
    IReadOnlyList<Token> Words,
    TermSet Own,
    TermSet Context,
    TermSet Following)
{
    /// <summary>How well it answers; comparable inside one question.</summary>
    public double Score { get; init; }

    public ReadOnlySpan<char> Text => Source.Version.Text.AsSpan(Range.Start, Range.Length);

    public string Word(Token token) => Source.Version.Text.Substring(Range.Start + token.Start, token.Length);

    /// <summary>One line, white space collapsed.</summary>
    public string AsStatement() =>
        string.Join(' ', Text.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
