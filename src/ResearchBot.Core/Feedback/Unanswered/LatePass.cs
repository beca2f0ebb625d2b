using Microsoft.Extensions.Logging;
using ResearchBot.Core.Answering;
using ResearchBot.Core.Search.Embedding;

namespace ResearchBot.Core.Feedback.Unanswered;

/// <summary>Asks a workspace's open questions again, each for the readers among whom it was asked.</summary>
public sealed partial class LatePass(
    WaitingAskers waiting,
    Answerer answerer,
    AnswerLog log,
    LateWord word,
    QuestionGate gate,
    ILogger<LatePass> logger)
{
    /// <summary>Tells those whose question is answered now. A question that fails does not keep the others from being asked.</summary>
    public async Task RunAsync(string workspace, CancellationToken cancellationToken)
    {
        var askers = await waiting.ReadAsync(workspace, cancellationToken);
        foreach (var same in askers.GroupBy(asker => (asker.Audience.Channel, asker.Text, asker.Standalone)))
        {
            await gate.WaitAsync(cancellationToken); // who asks now goes first
            try
            {
                await AskAsync([.. same], cancellationToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                LogFault(fault, same.First().AnswerId);
            }
        }
    }

    private async Task AskAsync(IReadOnlyList<WaitingAsker> same, CancellationToken cancellationToken)
    {
        var first = same[0]; // private ones differ by person, who has no roles here: what they may read is the same
        var given = await answerer.ExtractAsync(first.Question, first.Audience, cancellationToken);
        if (given.Answer.Outcome != AnswerOutcome.Answered) // which it is only where the answerer's confidence is enough
        {
            return;
        }

        foreach (var asker in same)
        {
            if (await log.FindAsync(asker.Workspace, asker.AnswerId, cancellationToken) is { } before && IsNew(given.Answer, before.Answer))
            {
                await word.TellAsync(asker, given, cancellationToken);
            }
        }
    }

    /// <summary>Whether it rests first on something that the answer before did not show: that one did not help.</summary>
    private static bool IsNew(Answer answer, Answer before) =>
        answer.Citations.FirstOrDefault(citation => answer.Statements[0].Citations.Contains(citation.Number)) is { } first
        && !before.Citations.Any(citation => citation.Document.Id == first.Document.Id && citation.Excerpt == first.Excerpt);

    [LoggerMessage(Level = LogLevel.Error, Message = "The question of answer {Id} could not be asked again")]
    private partial void LogFault(Exception fault, string id);
}
