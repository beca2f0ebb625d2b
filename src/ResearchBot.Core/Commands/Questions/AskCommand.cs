using System.Data.Common;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using ResearchBot.Core.Answering;
using ResearchBot.Core.Answering.Answers;
using ResearchBot.Core.Answering.Log;
using ResearchBot.Core.Commands.Answers;
using ResearchBot.Core.Conversations;
using ResearchBot.Core.Feedback;
using ResearchBot.Core.Moderation;
using ResearchBot.Core.Notices;
using ResearchBot.Core.Search;
using ResearchBot.Core.Telemetry;

namespace ResearchBot.Core.Commands;

/// <summary>The way of a question: standing alone, answer, log, what moderators add to it.</summary>
public sealed partial class AskCommand(
    Answerer answerer,
    ConversationStore conversations,
    QuestionRewriter rewriter,
    EffectiveSettingsReader settings,
    AnswerLog log,
    OpenQuestions open,
    SteeredReplies steered,
    TimeProvider time,
    ILogger<AskCommand> logger) : Command
{
    /// <inheritdoc/>
    public override string Name => "ask";

    /// <inheritdoc/>
    public override string Summary => "Answer a question with checked, verbatim excerpts.";

    /// <inheritdoc/>
    public override string Example => "ask Where could the leaders go into exile?";

    /// <inheritdoc/>
    public override Role Role => Role.Member;

    /// <inheritdoc/>
    public override bool IsQuestion => true;

    /// <inheritdoc/>
    public override SearchQuery? QueryOf(CommandRequest request) =>
        request.Value("question") is { } written ? SearchQuery.Parse(Question.Parse(written).Standalone) : null;

    /// <inheritdoc/>
    public override IReadOnlyList<CommandOption> Options =>
        [new("question", OptionKind.Text, "What you want to know.", Required: true)];

    /// <inheritdoc/>
    public override async Task<Reply> ExecuteAsync(CommandRequest request, IReplySink sink, CancellationToken cancellationToken)
    {
        using var span = QuestionSpan.Start(request.From.Platform, time);
        var started = time.GetTimestamp();
        var inquiry = new Inquiry(Question.Parse(request.Value("question") ?? string.Empty), request.Audience, request.Person.Name);
        var effective = await settings.ForAsync(inquiry.Audience, inquiry.Question.Text, cancellationToken);
        var conversation = request.Conversation is null ? null : await FindConversationAsync(request.Conversation, cancellationToken);
        if (conversation is not null)
        {
            inquiry = inquiry with { Question = await rewriter.RewriteAsync(inquiry, effective, conversation, cancellationToken) };
        }

        var given = await answerer.AnswerAsync(inquiry, effective, started, sink, cancellationToken);
        var answer = given.Answer;
        span.SetOutcome(answer.Fallback is not null ? "fallback" : answer.Outcome == AnswerOutcome.NotFound ? "refused" : answer.Mode == AnswerMode.Model ? "modelled" : "extractive");
        var receipt = RandomNumberGenerator.GetHexString(16, lowercase: true);
        var record = new AnswerRecord(receipt, request.From.Platform, request.Audience, conversation, request.Person.Name, inquiry.Question, answer) { Trace = given.Trace };
        await KeepAsync(record, request.From, cancellationToken);
        var reply = await steered.DrawUpAsync(record, effective.Scope, cancellationToken);
        return reply with { Language = effective.Language };
    }

    /// <summary>A store that takes no new conversation, such as one on a full disk, can still answer.</summary>
    private async Task<string?> FindConversationAsync(ConversationAddress address, CancellationToken cancellationToken)
    {
        try
        {
            return await conversations.OpenAsync(address, cancellationToken);
        }
        catch (DbException fault)
        {
            LogNoConversation(fault);
            return null;
        }
    }

    /// <summary>An answer that could not be logged is still an answer.</summary>
    private async Task KeepAsync(AnswerRecord record, ReplyAddress from, CancellationToken cancellationToken)
    {
        try
        {
            await log.SaveAsync(record, cancellationToken);
            if (record.Answer.Outcome == AnswerOutcome.NotFound)
            {
                var asker = new Asker(record.Person, from, record.Audience.Channel, record.Audience.Person is not null);
                await open.NoteAsync(record.Audience.Workspace, record.Id, record.Question.Standalone, asker, cancellationToken);
            }
        }
        catch (DbException fault)
        {
            LogNotKept(fault, record.Id);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The conversation could not be begun; the question is taken as it stands")]
    private partial void LogNoConversation(Exception fault);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Answer {Id} was sent but could not be kept")]
    private partial void LogNotKept(Exception fault, string id);
}
