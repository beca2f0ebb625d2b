using ResearchBot.Core.Answering.Answers;
using ResearchBot.Core.Answering.Grounding;
using ResearchBot.Core.Answering.Log;

namespace ResearchBot.Core.Moderation;

/// <summary>Finds the answer pinned to a question and checks which of it is still valid.</summary>
public sealed class PinnedAnswers(Pins pins, AnswerLog log, CitationVerifier verifier)
{
    /// <summary>The valid part of the answer pinned to a question, for its readers; null if there is none.</summary>
    /// <param name="question">Standing alone.</param>
    public async Task<PinnedAnswer?> FindAsync(string question, Answer found, Audience audience, ReadScope scope, CancellationToken cancellationToken)
    {
        if (await pins.FindAsync(audience.Workspace, audience.Channel, question, cancellationToken) is not { } pin
            || await StandsAsync(audience.Workspace, pin, scope, cancellationToken) is not { } answer)
        {
            return null;
        }

        answer = answer with { Question = pin.Question, Searched = found.Searched, MissingTerms = [], Corrected = [], Unanswered = [], ElapsedMs = 0 };
        return new PinnedAnswer(pin.Id, pin.At, pin.AnswerId, answer, SaysTheSame(answer, found));
    }

    /// <summary>The part of a pin that is valid today in a scope; null if there is none.</summary>
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

/// <summary>A pinned answer, reduced to what is still valid for its readers.</summary>
/// <param name="Answer">Its statements, checked again against the current document versions.</param>
/// <param name="IsFoundNow">Whether a new search gives the same answer, so that one of them is enough.</param>
public sealed record PinnedAnswer(string Id, DateTimeOffset PinnedAt, string Receipt, Answer Answer, bool IsFoundNow);
