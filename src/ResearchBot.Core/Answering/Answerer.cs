using ResearchBot.Core.Answering.Answers;
using ResearchBot.Core.Answering.Extraction;
using ResearchBot.Core.Answering.Generation;
using ResearchBot.Core.Answering.Grounding;
using ResearchBot.Core.Search.Embedding;
using ResearchBot.Core.Search;

namespace ResearchBot.Core.Answering;

/// <summary>Answers a question for the readers of the answer: settings of the place, retrieval, extraction, the model's wording if there is a model, and
/// the check against the store.</summary>
public sealed class Answerer(
    Retriever retriever, DocumentIndex index, ModelAnswerer models, ChatSetup chat, CitationVerifier verifier, QuestionGate gate, TimeProvider time)
{
    private const int MostDamaged = 5;
    private const int Chunks = 8;

    /// <summary>Answers in the mode that the settings choose, or says that nothing was found.</summary>
    /// <param name="started">Timestamp of the clock at the question's arrival.</param>
    /// <param name="drafts">Receives what a model has written so far.</param>
    public Task<GivenAnswer> AnswerAsync(
        Inquiry inquiry, EffectiveSettings settings, long started, IProgress<DraftedAnswer> drafts, CancellationToken cancellationToken) => AnswerAsync(
            inquiry.Question, inquiry.Audience, settings, started, (found, extracted) => WordAsync(inquiry, settings, found, extracted, drafts, cancellationToken), cancellationToken);

    /// <summary>Answers with the documents' own sentences, whatever mode was chosen.</summary>
    public Task<GivenAnswer> ExtractAsync(Question question, Audience audience, EffectiveSettings settings, CancellationToken cancellationToken) =>
        AnswerAsync(question, audience, settings, time.GetTimestamp(), (_, extracted) => Task.FromResult(extracted), cancellationToken);

    private async Task<GivenAnswer> AnswerAsync(
        Question question, Audience audience, EffectiveSettings settings, long started, Func<SearchResult, Answer, Task<Answer>> word, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var (given, damaged) = await TryAnswerAsync(question, audience, settings, started, word, cancellationToken);
            if (damaged.Count == 0 || attempt == MostDamaged)
            {
                return given;
            }

            index.Publish([], damaged); // other processes follow the change sequence
        }
    }

    private async Task<(GivenAnswer Given, IReadOnlyCollection<string> Damaged)> TryAnswerAsync(
        Question question, Audience audience, EffectiveSettings settings, long started, Func<SearchResult, Answer, Task<Answer>> word, CancellationToken cancellationToken)
    {
        var (found, extracted) = await ExtractAsync(question, settings, audience.Workspace, cancellationToken);
        var draft = await word(found, extracted);
        using var step = QuestionSpan.Step("check", time);
        var (answer, damaged) = await verifier.VerifyDraftAsync(draft, settings.Scope, cancellationToken);
        if (draft is { Mode: AnswerMode.Model, Statements.Count: > 0 } && answer.Statements.Count == 0)
        {
            draft = models.FallBack(extracted, draft);
            (answer, damaged) = await verifier.VerifyDraftAsync(draft, settings.Scope, cancellationToken);
        }

        answer = answer with { Standalone = question.Meant, Searched = settings.Mark(answer.Searched), ElapsedMs = (long)time.GetElapsedTime(started).TotalMilliseconds };
        return (new GivenAnswer(answer, AnswerTrace.Of(found, settings.Scope, draft, answer, time.GetUtcNow())), damaged);
    }

    /// <summary>Local work takes priority over the embedding of documents; waiting for a model does not.</summary>
    private async Task<(SearchResult Found, Answer Extracted)> ExtractAsync(Question question, EffectiveSettings settings, string workspace, CancellationToken cancellationToken)
    {
        using var first = gate.Enter();
        using var step = QuestionSpan.Step("retrieve", time);
        var reading = await retriever.ReadAsync(question, settings.Scope, Chunks, cancellationToken);
        return (reading.Found, ExtractiveAnswerer.Answer(question, reading, workspace));
    }

    private async Task<Answer> WordAsync(
        Inquiry inquiry, EffectiveSettings settings, SearchResult found, Answer extracted, IProgress<DraftedAnswer> drafts, CancellationToken cancellationToken)
    {
        if (settings.Mode != AnswerMode.Model || chat.Model is not { } model)
        {
            return extracted;
        }

        using var step = QuestionSpan.Step("answer", time);
        return await models.AnswerAsync(
            model, inquiry, found, extracted, statements => drafts.Report(new DraftedAnswer(statements, settings.Language)), cancellationToken);
    }
}
