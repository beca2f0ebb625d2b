using System.Data.Common;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using ResearchBot.Core.Answering.Answers;
using ResearchBot.Core.Answering.Log;
using ResearchBot.Core.Answering;
using ResearchBot.Core.Conversations;
using ResearchBot.Core.Feedback;
using ResearchBot.Core.Moderation;
using ResearchBot.Core.Notices;
using ResearchBot.Core.Search.Embedding;
using ResearchBot.Core.Search;

namespace ResearchBot.Core.Commands;

/// <summary>Answers a question: makes it stand alone, searches and answers, logs, and adds pins and rulings.</summary>
public sealed partial class AskCommand(
    Answerer answerer,
    ConversationStore conversations,
    QuestionRewriter rewriter,
    EffectiveSettingsReader settings,
    AnswerLog log,
    OpenQuestions open,
    ModeratedReplies moderated,
    TimeProvider time,
    ILogger<AskCommand> logger)
    : Command(new("ask", CommandGroup.Questions, Role.Member)
    {
        Summary = "Answer a question with checked, verbatim excerpts.",
        Example = "ask Where could the leaders go into exile?",
        IsQuestion = true,
        Options = [new("question", OptionKind.Text, "What you want to know.", Required: true)],
    })
{
    public override SearchQuery? QueryOf(CommandRequest request) =>
        request.Value("question") is { } written ? SearchQuery.Parse(Question.Parse(written).Standalone) : null;

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

        inquiry = inquiry with { Question = QuestionParts.Split(inquiry.Question) };
        var given = await answerer.AnswerAsync(inquiry, effective, started, sink, cancellationToken);
        var answer = given.Answer;
        span.SetOutcome(answer.Fallback is not null ? "fallback" : answer.Outcome == AnswerOutcome.NotFound ? "refused" : answer.Mode == AnswerMode.Model ? "modelled" : "extractive");
        var receipt = RandomNumberGenerator.GetHexString(16, lowercase: true);
        var record = new AnswerRecord(receipt, request.From.Platform, request.Audience, conversation, request.Person.Name, inquiry.Question, answer) { Trace = given.Trace };
        await KeepAsync(record, request.From, cancellationToken);
        var reply = await moderated.DrawUpAsync(record, effective.Scope, cancellationToken);
        return reply with { Language = effective.Language };
    }

    /// <summary>A store that takes no new conversation, for example on a full disk, can still answer.</summary>
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

public sealed class SearchCommand(Retriever retriever, DocumentStore store, EffectiveSettingsReader channels, QuestionGate gate)
    : Command(new("search", CommandGroup.Questions, Role.Member)
    {
        Summary = "Show the passages that match best.",
        Example = "search \"flights to Venezuela\" --top 3",
        IsQuestion = true,
        Options =
        [
            new("query", OptionKind.Text, "Words to look for.", Required: true),
            new("top", OptionKind.Number, $"How many passages, {DefaultTop} if not said, {MostTop} at most."),
        ],
    })
{
    private const int DefaultTop = 5;
    private const int MostTop = 50;

    public override SearchQuery? QueryOf(CommandRequest request) =>
        request.Value("query") is { } written ? SearchQuery.Parse(Question.Parse(written).Standalone) : null;

    public override async Task<Reply> ExecuteAsync(CommandRequest request, IReplySink sink, CancellationToken cancellationToken)
    {
        using var first = gate.Enter();
        var query = Question.Parse(request.Value("query") ?? string.Empty);
        var top = request.Number("top", MostTop) ?? DefaultTop;
        var scope = (await channels.ForAsync(request.Audience, query.Text, cancellationToken)).Scope;
        var found = await retriever.SearchAsync(query.Text, scope, top, cancellationToken);
        var readable = await store.StillReadableAsync(scope, [.. found.Chunks.Select(chunk => chunk.Version.Document.Id)], cancellationToken);
        return new SearchReply(
            [.. found.Chunks.Where(chunk => readable.Contains(chunk.Version.Document.Id)).Select(SearchHit.Of)]);
    }
}

/// <summary>Adds pinned answers and rulings to a found answer.</summary>
public sealed class ModeratedReplies(PinnedAnswers pinned, Rulings rulings)
{
    public async Task<AnswerReply> DrawUpAsync(AnswerRecord record, ReadScope scope, CancellationToken cancellationToken)
    {
        var workspace = record.Audience.Workspace;
        var pin = await pinned.FindAsync(record.Question.Standalone, record.Answer, record.Audience, scope, cancellationToken);
        return new AnswerReply(await rulings.ShowAsync(workspace, record.Answer, cancellationToken), record.Id)
        {
            Pinned = pin is null ? null : pin with { Answer = await rulings.ShowAsync(workspace, pin.Answer with { Standalone = null }, cancellationToken) },
        };
    }
}
