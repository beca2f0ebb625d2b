using ResearchBot.Core.Answering.Extraction;
using ResearchBot.Core.Answering.Rules;
using ResearchBot.Core.Moderation;

namespace ResearchBot.Core.Answering;

/// <summary>Answers a question for those who will read the answer: what was chosen for the place, retrieval, extraction, check against the store.</summary>
public sealed class Answerer(ChannelRules channels, Retriever retriever, CitationVerifier verifier, TimeProvider time)
{
    private const int Chunks = 8;

    /// <summary>Answers it, or says that nothing was found.</summary>
    public async Task<GivenAnswer> AnswerAsync(Question question, Audience audience, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var rules = await channels.ForAsync(audience, question.Text, cancellationToken);
        var found = await retriever.RetrieveAsync(question.Standalone, sentences: true, rules.Scope, Chunks, cancellationToken);
        var draft = ExtractiveAnswerer.Answer(question, found, audience.Workspace);
        var answer = await verifier.VerifyAsync(draft, rules.Scope, cancellationToken);
        answer = answer with { Searched = rules.Mark(answer.Searched), ElapsedMs = (long)time.GetElapsedTime(started).TotalMilliseconds };
        return new GivenAnswer(answer, rules, AnswerTrace.Of(found, rules.Scope, draft, answer, time.GetUtcNow()));
    }
}
