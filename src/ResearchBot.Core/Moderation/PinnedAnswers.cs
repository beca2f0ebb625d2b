using ResearchBot.Core.Answering.Answers;
using ResearchBot.Core.Answering.Grounding;
using ResearchBot.Core.Answering.Log;
using ResearchBot.Core.Documents;

namespace ResearchBot.Core.Moderation;

/// <summary>Finds what is pinned to a question and checks what of it stands.</summary>
public sealed class PinnedAnswers(Pins pins, AnswerLog log, CitationVerifier verifier)
{
    /// <summary>What is pinned to a question, for those who will read it; null where nothing is, or nothing of it stands.</summary>
    /// <param name="question">Standing alone.</param>
    /// <param name="found">What a search answers now.</param>
    /// <param name="audience">Who will read it.</param>
    /// <param name="scope">What they may read.</param>
    public async Task<PinnedAnswer?> FindAsync(string question, Answer found, Audience audience, ReadScope scope, CancellationToken cancellationToken)
    {
        if (await pins.FindAsync(audience.Workspace, audience.Channel, question, cancellationToken) is not { } pin
            || await StandsAsync(audience.Workspace, pin, scope, cancellationToken) is not { } answer)
        {
            return null;
        }

        // How and where it was found once is for its own readers; what was searched now is for these.
        answer = answer with { Question = pin.Question, Searched = found.Searched, MissingTerms = [], ElapsedMs = 0 };
        return new PinnedAnswer(pin.Id, pin.At, pin.AnswerId, answer, SaysTheSame(answer, found));
    }

    /// <summary>What of a pin stands today in a scope; null where nothing does.</summary>
    public async Task<Answer?> StandsAsync(string workspace, Pin pin, ReadScope scope, CancellationToken cancellationToken)
    {
        if (await log.FindAsync(workspace, pin.AnswerId, cancellationToken) is not { Retraction: null } kept)
        {
            return null;
        }

        var answer = await verifier.RenewAsync(kept.Answer, scope, cancellationToken);
        return answer.Statements.Count > 0 ? answer : null;
    }

    private static bool SaysTheSame(Answer pinned, Answer found) =>
        pinned.Statements.Select(statement => statement.Text).SequenceEqual(found.Statements.Select(statement => statement.Text))
        && pinned.Citations.Select(Quoted).SequenceEqual(found.Citations.Select(Quoted));

    private static (string Document, string Excerpt) Quoted(Citation citation) => (citation.Document.Id, citation.Excerpt);
}

/// <summary>A pinned answer as far as it stands today for those who read it.</summary>
/// <param name="Id">The pin.</param>
/// <param name="PinnedAt">When a moderator pinned it.</param>
/// <param name="Receipt">The kept answer.</param>
/// <param name="Answer">Its statements, checked again against the current versions of its documents.</param>
/// <param name="IsFoundNow">Whether a new search answers the same, so that one of both is enough.</param>
public sealed record PinnedAnswer(string Id, DateTimeOffset PinnedAt, string Receipt, Answer Answer, bool IsFoundNow);
