using System.Runtime.InteropServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ResearchBot.Core.Commands;
using ResearchBot.Core.Conversations;
using ResearchBot.Core.Ingestion;
using ResearchBot.Hosting;
using ResearchBot.Models;

namespace ResearchBot.Terminal;

/// <summary>Registers the chat on the console.</summary>
internal static class TerminalRegistration
{
    public static IServiceCollection AddTerminal(this IServiceCollection services) => services
        .AddSingleton<ConsoleRequests>()
        .AddSingleton<ConsoleNotices>()
        .AddSingleton<ConsoleChat>()
        .AddSingleton<ConsoleSession>();
}

/// <summary>The chat on the console: one conversation, line by line, until end of input or /quit.</summary>
internal sealed class ConsoleChat(ConsoleRequests requests, CommandDispatcher dispatcher, ConsoleNotices notices)
{
    public const string Prompt = "\n> ";

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

/// <summary>A chat on the console from greeting to end.</summary>
internal sealed class ConsoleSession(
    IHost host, Startup startup, EmbeddingBeside embedding, ConsoleNotices notices, ConsoleChat chat)
{
    private static readonly TimeSpan LongestEnd = TimeSpan.FromSeconds(3);

    public async Task RunAsync(bool json, CancellationToken cancellationToken)
    {
        var seeds = await OpenAsync(json, cancellationToken);
        var terminal = ConsoleSinks.IsTerminal && !json;
        if (!json)
        {
            Greet(seeds);
            if (await embedding.NoticeAsync(cancellationToken) is { } notice)
            {
                Console.WriteLine(notice);
            }
        }

        await host.StartAsync(cancellationToken);
        using var interrupted = StopAt(PosixSignal.SIGINT);
        using var terminated = StopAt(PosixSignal.SIGTERM);
        try
        {
            await ChatAsync(json, terminal, cancellationToken);
        }
        finally
        {
            await host.StopAsync(CancellationToken.None);
        }
    }

    /// <summary>Holds the end of the process up for a moment, in which leases are given back; unless a load takes the signal for itself.</summary>
    private PosixSignalRegistration StopAt(PosixSignal signal) => PosixSignalRegistration.Create(signal, _ =>
    {
        if (!Interrupt.IsAwaited)
        {
            ((IAsyncResult)host.StopAsync(LongestEnd)).AsyncWaitHandle.WaitOne(LongestEnd);
        }
    });

    private async Task ChatAsync(bool json, bool terminal, CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var said = Task.Run(() => notices.RunAsync(() => ConsoleSinks.Create(json), terminal, ended.Token), CancellationToken.None);
        try
        {
            await chat.RunAsync(Console.In, () => ConsoleSinks.Create(json), terminal, cancellationToken);
        }
        finally
        {
            await ended.CancelAsync();
            await said.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<IngestionReport> OpenAsync(bool json, CancellationToken cancellationToken)
    {
        var sink = ConsoleSinks.Create(json);
        using var bar = sink as IDisposable; // drawn no longer when the seeds are loaded, or could not be
        return await startup.OpenAsync(new ChangedOnly(sink), cancellationToken);
    }

    private static void Greet(IngestionReport seeds)
    {
        foreach (var problem in seeds.Files.Where(file => file.Reason is not null))
        {
            Console.Error.WriteLine(ReplyText.Line(problem));
        }

        Console.WriteLine("Ask a question about the documents. /load adds documents, /help lists the commands, /quit leaves.");
    }
}
