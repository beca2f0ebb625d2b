using System.Data.Common;
using System.Runtime.ExceptionServices;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using ResearchBot.Core;
using ResearchBot.Core.Commands;
using ResearchBot.Core.Documents;
using ResearchBot.Core.Moderation;

namespace ResearchBot.Hosting;

/// <summary>Looks at configuration, store, disk, reader, semantic search, language model and platforms, and says how to mend what is wrong.</summary>
internal sealed class CheckCommand(HealthCheckService health, IOptions<HealthCheckServiceOptions> options, IStoreEngine engine)
    : Command(new("check", CommandGroup.Checks, Role.Admin)
    {
        Summary = "Check configuration, store, disk, reader, models and platforms.",
        Example = "check",
        IsAudited = false,
        IsForConsoleOnly = true,
    })
{
    public override async Task<Reply> ExecuteAsync(CommandRequest request, IReplySink sink, CancellationToken cancellationToken)
    {
        var checks = new List<CheckResult>();
        foreach (var registration in options.Value.Registrations) // one after another: the first opens the store for the others
        {
            var report = await health.CheckHealthAsync(one => one == registration, cancellationToken);
            checks.AddRange(ToResults(registration.Name, report.Entries[registration.Name]));
        }

        return new CheckReply(checks.All(check => check.Ok), checks);
    }

    private IEnumerable<CheckResult> ToResults(string name, HealthReportEntry entry) => entry.Exception is { } failure
        ? [new CheckResult(name, false, Explain(failure))]
        : entry.Data.Count > 0 ? entry.Data.Select(part => new CheckResult(part.Key, true, (string)part.Value))
        : [new CheckResult(name, entry.Status == HealthStatus.Healthy, entry.Description ?? string.Empty)];

    private string Explain(Exception failure)
    {
        switch (failure)
        {
            case UserFacingException:
                return failure.Message;
            case IOException or UnauthorizedAccessException:
                return $"{failure.Message} Check the data folder and the rights of the program.";
            case DbException fault:
                return engine.Explain(fault) ?? $"The store does not answer: {fault.Message}";
            default:
                ExceptionDispatchInfo.Throw(failure);
                throw failure;
        }
    }
}

/// <summary>The state of the installation.</summary>
internal sealed record CheckReply(bool Ok, IReadOnlyList<CheckResult> Checks) : Reply;

/// <summary>The state of one part.</summary>
/// <param name="Message">What was seen; when it does not work, how to mend it.</param>
internal sealed record CheckResult(string Name, bool Ok, string Message);
