using ResearchBot.Core.Answering.Log;
using ResearchBot.Core.Documents;
using ResearchBot.Core.Moderation;

namespace ResearchBot.Core.Commands.Answers;

/// <summary>Puts what moderators chose beside what was found: pinned answers and rulings.</summary>
public sealed class SteeredReplies(PinnedAnswers pinned, Rulings rulings)
{
    /// <summary>The reply to a question.</summary>
    /// <param name="record">What was found, checked.</param>
    /// <param name="scope">What those who read it may read.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<AnswerReply> DrawUpAsync(AnswerRecord record, ReadScope scope, CancellationToken cancellationToken)
    {
        var workspace = record.Audience.Workspace;
        var pin = await pinned.FindAsync(record.Question.Standalone, record.Answer, record.Audience, scope, cancellationToken);
        return new AnswerReply(await rulings.ShowAsync(workspace, record.Answer, cancellationToken), record.Id)
        {
            Pinned = pin is null ? null : pin with { Answer = await rulings.ShowAsync(workspace, pin.Answer, cancellationToken) },
        };
    }
}
