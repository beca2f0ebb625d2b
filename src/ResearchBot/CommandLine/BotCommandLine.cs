using System.CommandLine;
using System.CommandLine.Parsing;
using System.Security.Cryptography;
using ResearchBot.Core.Text;
using ResearchBot.Hosting;
using ResearchBot.Models;
using ResearchBot.Terminal;
using Verb = System.CommandLine.Command;

namespace ResearchBot.CommandLine;

/// <summary>The command line: a verb for each command of the catalog, one that serves the platforms, and the chat where none is named.</summary>
internal static class BotCommandLine
{
    private const int Success = 0;
    private const int Failure = 1;
    private const int BadInput = 2;

    private static readonly ParserConfiguration Parsing = new() { ResponseFileTokenReplacer = null, EnablePosixBundling = false }; // a question may begin with @ or -

    /// <returns>0, or 1 for a failure, or 2 for bad input.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        ConsoleSinks.UseUtf8();
        var data = new Option<string?>("--data") { Description = "Folder of the store; “data” where you are, if not said.", Recursive = true };
        var json = new Option<bool>("--json") { Description = "Print one JSON document and nothing else.", Recursive = true };
        var serve = Serve();
        var early = Root("", data, json, serve).Parse(args, Parsing); // settings must be known before the catalog is
        var asJson = early.GetValue(json);
        try
        {
            using var host = BotHost.Build(early.GetValue(data), serves: early.CommandResult.Command == serve);
            var services = host.Services;
            var root = Root("Answers questions from your documents, with checked excerpts.", data, json, serve);
            root.SetAction((_, cancellationToken) => StayAsync(services, asJson, services.GetRequiredService<ConsoleSession>().RunAsync, cancellationToken));
            serve.SetAction((_, cancellationToken) => StayAsync(services, asJson, (quiet, token) => ServeAsync(services, quiet, token), cancellationToken));
            CatalogVerbs.AddTo(root, services.GetRequiredService<CommandCatalog>(),
                (command, cancellationToken) => RunAsync(services, command, asJson, cancellationToken));
            var parsed = root.Parse(args, Parsing);
            if (parsed.Errors.Count > 0)
            {
                var errors = string.Join(" ", parsed.Errors.Select(error => error.Message));
                throw new UserFacingException($"{OutgoingText.CleanLine(errors)} “--help” shows how it is used.");
            }

            return await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null, EnableDefaultExceptionHandler = false });
        }
        catch (UserFacingException failure)
        {
            // Before there is a dispatcher: the settings or the words of the call are wrong.
            await ConsoleSinks.Create(asJson).SendAsync(new ErrorReply(RandomNumberGenerator.GetHexString(8, lowercase: true), failure.Message, failure.IsFailure), CancellationToken.None);
            return failure.IsFailure ? Failure : BadInput;
        }
    }

    private static RootCommand Root(string description, Option<string?> data, Option<bool> json, Verb serve)
    {
        var root = new RootCommand(description) { data, json, serve };
        root.TreatUnmatchedTokensAsErrors = description.Length > 0;
        return root;
    }

    private static async Task<int> RunAsync(IServiceProvider services, ParsedCommand parsed, bool json, CancellationToken cancellationToken)
    {
        var sink = ConsoleSinks.Create(json);
        var dispatcher = services.GetRequiredService<CommandDispatcher>();
        Reply reply;
        try
        {
            var request = services.GetRequiredService<ConsoleRequests>().Create(parsed.Command.Name, parsed.Arguments, parsed.Paths);
            if (parsed.Command is not CheckCommand)
            {
                var seeds = await services.GetRequiredService<Startup>().OpenForAsync(parsed.Command, request, cancellationToken);
                foreach (var problem in seeds.Files.Where(file => file.Reason is not null))
                {
                    Console.Error.WriteLine(ReplyText.Line(problem));
                }
            }

            reply = parsed.Command is LoadCommand or LoadsApproveCommand
                ? await LoadAsync(dispatcher, request, sink, cancellationToken)
                : await dispatcher.DispatchAsync(request, sink, cancellationToken);
            if (reply is LoadReply || (reply is DoneReply && parsed.Command is DocumentsRestoreCommand))
            {
                await services.GetRequiredService<EmbeddingBeside>().AfterLoadAsync(json, cancellationToken);
            }
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            reply = dispatcher.ToReply(failure);
            await sink.SendAsync(reply, cancellationToken);
        }

        return ExitCode(reply);
    }

    /// <summary>Ctrl-C ends a load after the file in hand, and the process with it.</summary>
    private static async Task<Reply> LoadAsync(CommandDispatcher dispatcher, CommandRequest request, IReplySink sink, CancellationToken cancellationToken)
    {
        using var interrupt = new Interrupt(cancellationToken);
        try
        {
            return await dispatcher.DispatchAsync(request, sink, interrupt.Token);
        }
        catch (OperationCanceledException cancelled) when (interrupt.Token.IsCancellationRequested)
        {
            return request.Has("watch") ? new DoneReply("The folder is no longer followed.") // the usual end of watching
                : throw new UserFacingException(cancelled.Message, isFailure: true);
        }
    }

    private static Verb Serve() => new("serve", "Answer on every chat platform that is configured, until Ctrl-C or SIGTERM.");

    private static async Task ServeAsync(IServiceProvider services, bool json, CancellationToken cancellationToken)
    {
        using var interrupt = new Interrupt(cancellationToken);
        try
        {
            await services.GetRequiredService<PlatformSession>().RunAsync(json ? _ => { } : Console.WriteLine, interrupt.Token);
        }
        catch (OperationCanceledException) when (interrupt.Token.IsCancellationRequested)
        {
            // Told to end while it was starting.
        }
    }

    /// <summary>A process that stays until it has ended in order or cannot go on.</summary>
    private static async Task<int> StayAsync(
        IServiceProvider services, bool json, Func<bool, CancellationToken, Task> session, CancellationToken cancellationToken)
    {
        try
        {
            await session(json, cancellationToken);
            return Success;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return Success;
        }
        catch (Exception failure)
        {
            var reply = services.GetRequiredService<CommandDispatcher>().ToReply(failure);
            await ConsoleSinks.Create(json).SendAsync(reply, CancellationToken.None);
            return ExitCode(reply);
        }
    }

    private static int ExitCode(Reply reply) => reply switch
    {
        ErrorReply { IsFailure: false } => BadInput,
        ErrorReply => Failure,
        LoadReply { Report.HasProblems: true } => Failure,
        CheckReply { Ok: false } => Failure,
        _ => Success,
    };
}
