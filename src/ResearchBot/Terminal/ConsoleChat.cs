using ResearchBot.Core.Commands;
using ResearchBot.Core.Conversations;

namespace ResearchBot.Terminal;

/// <summary>The chat on the console: one conversation, line by line, until end of input or /quit.</summary>
internal sealed class ConsoleChat(ConsoleRequests requests, CommandDispatcher dispatcher)
{
    /// <summary>Reads and answers lines.</summary>
    public async Task RunAsync(TextReader input, Func<IReplySink> createSink, bool prompt, CancellationToken cancellationToken)
    {
        var conversation = ConsoleRequests.NewConversation();
        while (true)
        {
            if (prompt)
            {
                Console.Write("\n> ");
            }

            if (await input.ReadLineAsync(cancellationToken) is not { } line || line.Trim() is "/quit" or "/exit")
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
        catch (Core.UserFacingException wrong)
        {
            await sink.SendAsync(dispatcher.ToReply(wrong), cancellationToken);
            return;
        }

        await dispatcher.DispatchAsync(request, sink, cancellationToken);
    }
}
