using System.Data.Common;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using ResearchBot.Core.Moderation;
using ResearchBot.Core.Text;

namespace ResearchBot.Core.Commands;

/// <summary>Runs requests: rights, arguments, execution. The one place where errors become replies.</summary>
public sealed partial class CommandDispatcher(
    CommandCatalog catalog, Admission admission, QuestionAdmission questions, AuditLog audit, IStoreEngine engine, TimeProvider time, ILogger<CommandDispatcher> logger)
{
    private const int MostWordCharacters = 1_000; // an id, a name, a reason: all of them are stored, and shown in lists
    private static readonly TimeSpan AuditDeadline = TimeSpan.FromSeconds(5);

    /// <summary>Runs a request and sends its reply in every case except cancellation by the caller. Returns the reply.</summary>
    public async Task<Reply> DispatchAsync(CommandRequest request, IReplySink sink, CancellationToken cancellationToken)
    {
        var reply = await ExecuteAsync(request, sink, cancellationToken);
        await sink.SendAsync(reply, cancellationToken);
        return reply;
    }

    /// <summary>The reply for a failure. Details that may not be shown are logged under its id.</summary>
    public ErrorReply ToReply(Exception exception)
    {
        var id = RandomNumberGenerator.GetHexString(8, lowercase: true);
        switch (exception)
        {
            case UserFacingException { IsFailure: false }:
                return new ErrorReply(id, exception.Message, IsFailure: false);
            case UserFacingException:
                LogExplained(id, exception.Message, exception.InnerException?.Message);
                return new ErrorReply(id, exception.Message, IsFailure: true);
            case DbException fault when engine.Explain(fault) is { } explanation:
                LogExplained(id, explanation, fault.Message);
                return new ErrorReply(id, explanation, IsFailure: true);
            default:
                LogFailure(exception, id);
                return new ErrorReply(id, $"Something went wrong here. The log has the details under {id}.", IsFailure: true);
        }
    }

    private async Task<Reply> ExecuteAsync(CommandRequest request, IReplySink sink, CancellationToken cancellationToken)
    {
        try
        {
            var command = catalog.Find(request.Command)
                ?? throw new UserFacingException($"There is no command {OutgoingText.Clean(request.Command)}. /help lists them.");
            request = await admission.AdmitAsync(command, request, cancellationToken);
            return command.IsAudited
                ? await ExecuteAuditedAsync(command, request, sink, cancellationToken)
                : await ExecuteAdmittedAsync(command, request, sink, cancellationToken);
        }
        catch (Exception exception) when (!IsCancelled(exception, cancellationToken))
        {
            return ToReply(exception); // somebody who was not admitted leaves no entry: or anybody could fill the audit
        }
    }

    private async Task<Reply> ExecuteAuditedAsync(Command command, CommandRequest request, IReplySink sink, CancellationToken cancellationToken)
    {
        var outcome = "cancelled"; // it may have been done before its caller went away
        try
        {
            var reply = await ExecuteAdmittedAsync(command, request, sink, cancellationToken);
            outcome = reply is ErrorReply error ? $"{(error.IsFailure ? "failed" : "refused")} {error.Id}" : "done";
            return reply;
        }
        finally
        {
            await WriteAuditAsync(command, request, outcome);
        }
    }

    private async Task<Reply> ExecuteAdmittedAsync(Command command, CommandRequest request, IReplySink sink, CancellationToken cancellationToken)
    {
        try
        {
            CheckArguments(command, request);
            using var turn = command.IsQuestion ? await questions.EnterAsync(request, cancellationToken) : null;
            return await command.ExecuteAsync(request, sink, cancellationToken);
        }
        catch (Exception exception) when (!IsCancelled(exception, cancellationToken))
        {
            return ToReply(exception);
        }
    }

    private static bool IsCancelled(Exception exception, CancellationToken cancellationToken) =>
        exception is OperationCanceledException && cancellationToken.IsCancellationRequested;

    private static void CheckArguments(Command command, CommandRequest request)
    {
        if (command.IsPrivate && !request.IsPrivate)
        {
            throw new UserFacingException($"The reply to {command.Name} is for you alone, and here others would read it. Write to the bot directly.");
        }

        var missing = command.Options.FirstOrDefault(option => option.Required
            && request.Value(option.Name) is null && (option.Kind != OptionKind.Files || request.Sources.Count == 0));
        if (missing is not null)
        {
            throw new UserFacingException($"{command.Name} needs {missing.Name}: {missing.Help} Example: {command.Example}");
        }

        foreach (var option in command.Options.Where(option => option.Kind == OptionKind.Number))
        {
            request.Number(option.Name); // a slip of the pen is told before anything is looked up
        }

        var tooLong = command.Options.FirstOrDefault(option => option.Kind is OptionKind.Word or OptionKind.Document && request.Value(option.Name)?.Length > MostWordCharacters);
        if (tooLong is not null)
        {
            throw new UserFacingException($"{tooLong.Name} may have {MostWordCharacters} characters at most, not {request.Value(tooLong.Name)!.Length}.");
        }
    }

    /// <summary>The action has happened, so an audit entry that cannot be written is logged and not reported to the person.</summary>
    private async Task WriteAuditAsync(Command command, CommandRequest request, string outcome)
    {
        try
        {
            using var deadline = new CancellationTokenSource(AuditDeadline, time); // the request's own caller may be gone
            await audit.WriteAsync(
                new AuditEntry(request.Person.Workspace, request.Person.Name, request.Channel, command.Name, AuditedArguments.Of(command, request), outcome),
                deadline.Token);
        }
        catch (Exception fault)
        {
            LogNoAudit(fault, request.Command, request.Person.Name);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "No audit entry could be written for {Command} by {Person}")]
    private partial void LogNoAudit(Exception fault, string command, string person);

    [LoggerMessage(Level = LogLevel.Error, Message = "Failure {Id}: {Explanation} ({Cause})")]
    private partial void LogExplained(string id, string explanation, string? cause);

    [LoggerMessage(Level = LogLevel.Error, Message = "Failure {Id}")]
    private partial void LogFailure(Exception exception, string id);
}

/// <summary>The arguments that the audit keeps: declared options, but never free text, which may be a question.</summary>
public static class AuditedArguments
{
    private const int MostCharacters = 1_000; // or one entry could fill the store

    public static string Of(Command command, CommandRequest request)
    {
        var named = command.Options
            .Where(option => option is { Kind: not OptionKind.Text, IsSecret: false } && request.Has(option.Name))
            .Select(option => request.Value(option.Name) is { Length: > 0 } value ? $"{option.Name}={value}" : option.Name);
        var line = OutgoingText.CleanLine(string.Join(' ', named.Concat(request.Sources.Select(source => source.Root))));
        if (line.Length <= MostCharacters)
        {
            return line;
        }

        return line[..(char.IsHighSurrogate(line[MostCharacters - 1]) ? MostCharacters - 1 : MostCharacters)] + "…";
    }
}
