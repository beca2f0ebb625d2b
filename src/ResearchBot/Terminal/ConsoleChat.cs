using ResearchBot.Core.Commands;
using ResearchBot.Core.Conversations;

namespace ResearchBot.Terminal;

/// <summary>The chat on the console: one conversation, line by line, until end of input or /quit.</summary>
internal sealed class ConsoleChat(ConsoleRequests requests, CommandDispatcher dispatcher, ConsoleNotices notices)
{
    /// <summary>What stands where the person types.</summary>
    public const string Prompt = "\n> ";

    /// <summary>Reads and answers lines.</summary>
    public async Task RunAsync(TextReader input, Func<IReplySink> createSink, bool prompt, CancellationToken cancellationToken)
    {
        var conversation = ConsoleRequests.NewConversation();
        await notices.SayAsync(createSink, prompt: false, cancellationToken);
        while (true)
        {
            if (prompt)
            {
                Console.Write(Prompt);
            }

            notices.Open();
            var line = await input.ReadLineAsync(cancellationToken);
            await notices.CloseAsync(cancellationToken);
            if (line is null || line.Trim() is "/quit" or "/exit")
            {
                return;
            }

            if (!string.IsNullOrWhiteSpace(line))
            {
                await AnswerAsync(line.Trim(), conversation, createSink(), cancellationToken);
            }
        }
    }

    private async Task AnswerAsync(string line, ConversationAddress conversation, IReplySink sink, CancellationToken cancellationToken)
    {
        CommandRequest request;
        try
        {
            request = requests.Parse(line, conversation);
        }
        catch (ResearchBot.Core.UserFacingException wrong)
        {
            await sink.SendAsync(dispatcher.ToReply(wrong), cancellationToken);
            return;
        }

        if (request.Command != "load")
        {
            await dispatcher.DispatchAsync(request, sink, cancellationToken);
            return;
        }

        using var interrupt = new Interrupt(cancellationToken);
        try
        {
            await dispatcher.DispatchAsync(request, sink, interrupt.Token);
        }
        catch (OperationCanceledException cancelled) when (interrupt.Token.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            await sink.SendAsync(dispatcher.ToReply(new ResearchBot.Core.UserFacingException(cancelled.Message)), cancellationToken);
        }
    }
}
