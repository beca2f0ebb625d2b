using System.Data.Common;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using ResearchBot.Core.Documents;
using ResearchBot.Core.Limits;
using ResearchBot.Core.Moderation;

namespace ResearchBot.Core.Commands;

/// <summary>Runs requests: rights, arguments, execution; the one place where errors become replies.</summary>
public sealed partial class CommandDispatcher(CommandCatalog catalog, Admission admission, QuestionDoor door, AuditLog audit, ExplainStoreFault explain, ILogger<CommandDispatcher> logger)
{
    /// <summary>Runs a request and sends its reply, whatever happens, unless the caller cancels.</summary>
    /// <returns>The reply that was sent.</returns>
    public async Task<Reply> DispatchAsync(CommandRequest request, IReplySink sink, CancellationToken cancellationToken)
    {
        var reply = await ExecuteAsync(request, sink, cancellationToken);
        await sink.SendAsync(reply, cancellationToken);
        return reply;
    }

    /// <summary>What a failure looks like to a person; what may not be shown is logged under the reply's id.</summary>
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
            case DbException fault when explain(fault) is { } explanation:
                LogExplained(id, explanation, fault.Message);
                return new ErrorReply(id, explanation, IsFailure: true);
            default:
                LogFailure(exception, id);
                return new ErrorReply(id, $"Something went wrong here. The log has the details under {id}.", IsFailure: true);
        }
    }

    private async Task<Reply> ExecuteAsync(CommandRequest request, IReplySink sink, CancellationToken cancellationToken)
    {
        Command? command = null;
        Reply reply;
        try
        {
            command = catalog.Find(request.Command)
                ?? throw new UserFacingException($"There is no command {OutgoingText.Clean(request.Command)}.");
            request = await admission.AdmitAsync(command, request, cancellationToken);
            CheckArguments(command, request);
            using var turn = command.IsQuestion ? await door.EnterAsync(request, cancellationToken) : null;
            reply = await command.ExecuteAsync(request, sink, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            reply = ToReply(exception);
        }

        if (command is { IsAudited: true })
        {
            await WriteAuditAsync(command, request, reply, cancellationToken);
        }

        return reply;
    }

    private static void CheckArguments(Command command, CommandRequest request)
    {
        var missing = command.Options.FirstOrDefault(option => option.Required
            && (option.Kind == OptionKind.Files ? request.Sources.Count == 0 : request.Value(option.Name) is null));
        if (missing is not null)
        {
            throw new UserFacingException($"{command.Name} needs {missing.Name}: {missing.Help} Example: {command.Example}");
        }
    }

    /// <summary>What was done was done: a store that takes no entry is logged and hides nothing from the person.</summary>
    private async Task WriteAuditAsync(Command command, CommandRequest request, Reply reply, CancellationToken cancellationToken)
    {
        try
        {
            var outcome = reply is ErrorReply error ? $"{(error.IsFailure ? "failed" : "refused")} {error.Id}" : "done";
            await audit.WriteAsync(
                new AuditEntry(request.Person.Workspace, request.Person.Name, request.Channel, command.Name, AuditedArguments.Of(command, request), outcome),
                cancellationToken);
        }
        catch (DbException fault)
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
