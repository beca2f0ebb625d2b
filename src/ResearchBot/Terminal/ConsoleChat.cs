using System.Runtime.InteropServices;
using System.Security.Cryptography;
using ResearchBot.Configuration;
using ResearchBot.Core.Conversations;
using ResearchBot.Core.Documents;
using ResearchBot.Core.Moderation;
using ResearchBot.Core.Notices;
using ResearchBot.Hosting;
using ResearchBot.Models;
using ResearchBot.Reading;
using ResearchBot.Sources;

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
        catch (UserFacingException wrong)
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
            await sink.SendAsync(dispatcher.ToReply(new UserFacingException(cancelled.Message)), cancellationToken);
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

/// <summary>Makes requests of what is typed on the console or the command line, whose user is the default workspace's admin.</summary>
internal sealed class ConsoleRequests(CommandGrammar grammar, IOptions<ReadingOptions> options)
{
    public const string Platform = "console";

    public static readonly Person Owner = new(Workspace.Default, "console", Role.Admin) { IsOwner = true };
    private static readonly ReplyAddress Here = new(Platform, string.Empty);

    public static ConversationAddress NewConversation() => new(Workspace.Default, "console", RandomNumberGenerator.GetHexString(16, lowercase: true));

    /// <summary>A line of the chat: a command after a slash, else a question.</summary>
    /// <exception cref="UserFacingException">The command is unknown or wrongly typed.</exception>
    public CommandRequest Parse(string line, ConversationAddress conversation)
    {
        if (!line.StartsWith('/'))
        {
            return new CommandRequest("ask", new Dictionary<string, string> { ["question"] = line }, Owner, Here)
            {
                Conversation = conversation,
                IsPrivate = true,
            };
        }

        var parsed = grammar.Parse(line[1..]);
        return Create(parsed.Command.Name, parsed.Arguments, parsed.Paths) with { Conversation = conversation };
    }

    public CommandRequest Create(string command, IReadOnlyDictionary<string, string> arguments, IEnumerable<string> paths) =>
        new(command, arguments, Owner, Here)
        {
            IsPrivate = true,
            Sources = [.. paths.Select(path => new FolderSource(path, options.Value))],
        };
}

/// <summary>Turns Ctrl-C or a request to end into a cancellation, for work that ends in order: a load stops after the file in hand.</summary>
internal sealed class Interrupt : IDisposable
{
    private static int _waiting;

    private readonly CancellationTokenSource _source;
    private readonly PosixSignalRegistration[] _signals;

    public Interrupt(CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _waiting);
        _source = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _signals = [.. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM }.Select(signal => PosixSignalRegistration.Create(signal, received =>
        {
            received.Cancel = true;
            _source.Cancel();
        }))];
    }

    /// <summary>Whether something ends in order at the signal, and not the process.</summary>
    public static bool IsAwaited => Volatile.Read(ref _waiting) > 0;

    public CancellationToken Token => _source.Token;

    public void Dispose()
    {
        foreach (var signal in _signals)
        {
            signal.Dispose();
        }

        _source.Dispose();
        Interlocked.Decrement(ref _waiting);
    }
}
