using ResearchBot.Core.Answering.Extraction;
using ResearchBot.Core.Answering.Generation;
using ResearchBot.Core.Answering.Rules;
using ResearchBot.Core.Search.Embedding;
using ResearchBot.Core.Models;
using ResearchBot.Core.Moderation;
using ResearchBot.Core.Search;
using ResearchBot.Core.Telemetry;

namespace ResearchBot.Core.Answering;

/// <summary>
/// Answers a question for those who will read the answer: what was chosen for the place, retrieval, extraction, the model's wording
/// where there is one, check against the store.
/// </summary>
public sealed class Answerer(
    ChannelRules channels, Retriever retriever, ModelAnswerer models, OpenChat open, CitationVerifier verifier, QuestionGate gate, TimeProvider time)
{
    private const int Chunks = 8;

    /// <summary>Answers it as the place and the settings want it worded, or says that nothing was found.</summary>
    /// <param name="inquiry">The question.</param>
    /// <param name="drafts">Is told what a model has written so far.</param>
    /// <param name="cancellationToken">Ends the work, a model's too.</param>
    public Task<GivenAnswer> AnswerAsync(Inquiry inquiry, IProgress<DraftedAnswer> drafts, CancellationToken cancellationToken) =>
        AnswerAsync(inquiry.Question, inquiry.Audience, (rules, found, extracted) => WordAsync(inquiry, rules, found, extracted, drafts, cancellationToken), cancellationToken);

    /// <summary>Answers it word for word, whatever was chosen.</summary>
    public Task<GivenAnswer> ExtractAsync(Question question, Audience audience, CancellationToken cancellationToken) =>
        AnswerAsync(question, audience, (_, _, extracted) => Task.FromResult(extracted), cancellationToken);

    private async Task<GivenAnswer> AnswerAsync(
        Question question, Audience audience, Func<QuestionRules, SearchResult, Answer, Task<Answer>> word, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var rules = await channels.ForAsync(audience, question.Text, cancellationToken);
        var (found, extracted) = await ExtractAsync(question, rules, audience.Workspace, cancellationToken);
        var draft = await word(rules, found, extracted);
        using var step = QuestionSpan.Step("check", time);
        var answer = await verifier.VerifyAsync(draft, rules.Scope, cancellationToken);
        if (draft is { Mode: AnswerMode.Model, Statements.Count: > 0 } && answer.Statements.Count == 0)
        {
            draft = models.FallBack(extracted, draft);
            answer = await verifier.VerifyAsync(draft, rules.Scope, cancellationToken);
        }

        answer = answer with { Searched = rules.Mark(answer.Searched), ElapsedMs = (long)time.GetElapsedTime(started).TotalMilliseconds };
        return new GivenAnswer(answer, rules, AnswerTrace.Of(found, rules.Scope, draft, answer, time.GetUtcNow()));
    }

    /// <summary>What this machine computes goes before the embedding of documents; what a model takes its time for does not.</summary>
    private async Task<(SearchResult Found, Answer Extracted)> ExtractAsync(Question question, QuestionRules rules, string workspace, CancellationToken cancellationToken)
    {
        using var first = gate.Enter();
        using var step = QuestionSpan.Step("retrieve", time);
        var found = await retriever.RetrieveAsync(question.Standalone, sentences: true, rules.Scope, Chunks, cancellationToken);
        return (found, ExtractiveAnswerer.Answer(question, found, workspace));
    }

    private async Task<Answer> WordAsync(
        Inquiry inquiry, QuestionRules rules, SearchResult found, Answer extracted, IProgress<DraftedAnswer> drafts, CancellationToken cancellationToken)
    {
        if (rules.Mode != AnswerMode.Model || open().Model is not { } model)
        {
            return extracted;
        }

        using var step = QuestionSpan.Step("answer", time);
        return await models.AnswerAsync(
            model, inquiry, found, extracted, statements => drafts.Report(new DraftedAnswer(statements, rules.Language)), cancellationToken);
    }
}
