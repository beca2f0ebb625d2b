using System.Globalization;
using System.Security.Cryptography;
using ResearchBot.Core.Answering;
using ResearchBot.Core.Commands;
using ResearchBot.Core.Moderation;
using ResearchBot.Core.Notices;

namespace ResearchBot.Core.Feedback.Unanswered;

/// <summary>Tells somebody, once, that a document answers what they asked before.</summary>
public sealed class LateWord(WaitingAskers waiting, AnswerLog log, NoticeOutbox outbox, Blocks blocks, Pauses pauses)
{
    /// <summary>Closes the question for them and leaves the word for their platform; nothing where they are not served at the moment.</summary>
    public async Task TellAsync(WaitingAsker asker, GivenAnswer given, CancellationToken cancellationToken)
    {
        // Closed first: where the process is killed between, they hear nothing rather than the same thing twice.
        if (!await IsServedAsync(asker, cancellationToken) || await waiting.CloseAsync(asker, cancellationToken) is not { } closed)
        {
            return;
        }

        try
        {
            var receipt = RandomNumberGenerator.GetHexString(16, lowercase: true);
            await log.SaveAsync(
                new AnswerRecord(receipt, asker.Platform, asker.Audience, Conversation: null, asker.Person, asker.Question, given.Answer) { Trace = given.Trace },
                cancellationToken);
            await waiting.MarkLateAsync(receipt, cancellationToken);
            await outbox.AddAsync(asker.Workspace, asker.To, NoticeKind.Post, TextFor(asker), receipt, cancellationToken);
        }
        catch
        {
            await waiting.ReopenAsync(asker, closed);
            throw;
        }
    }

    private static string TextFor(WaitingAsker asker)
    {
        var day = DateTimeOffset.FromUnixTimeMilliseconds(asker.AskedAt).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var off = asker.IsPrivate != 0 ? " /quiet ends such messages." : string.Empty;
        return $"A document now answers what was asked here on {day}: “{OutgoingText.CleanLine(asker.Standalone)}”{off}";
    }

    private async Task<bool> IsServedAsync(WaitingAsker asker, CancellationToken cancellationToken) =>
        await blocks.ReasonAsync(asker.Workspace, asker.Person, cancellationToken) is null
        && await pauses.FindAsync(asker.Workspace, asker.Channel, cancellationToken) is null;
}
