using System.Data.Common;
using System.Runtime.ExceptionServices;
using System.Text;
using Dapper;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using ResearchBot.Configuration;
using ResearchBot.Core.Answering.Generation;
using ResearchBot.Core.Documents;
using ResearchBot.Core.Moderation;
using ResearchBot.Core.Platforms;
using ResearchBot.Models;
using ResearchBot.Reading;
using ResearchBot.Storage;

namespace ResearchBot.Hosting;

/// <summary>Looks at configuration, store, disk, reader, semantic search, language model and platforms, and says how to mend what is wrong.</summary>
internal sealed class CheckCommand(HealthCheckService health, IOptions<HealthCheckServiceOptions> options, DamagedDocuments damaged, IStoreEngine engine)
    : Command(new("check", CommandGroup.Checks, Role.Admin)
    {
        Summary = "Check configuration, store, disk, reader, models and platforms.",
        Example = "check --deep",
        Options = [new("deep", OptionKind.Flag, "Also compare every stored text with its hash.")],
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

        if (request.Has("deep"))
        {
            checks.Add(await CheckTextsAsync(cancellationToken));
        }

        return new CheckReply(checks.All(check => check.Ok), checks);
    }

    private async Task<CheckResult> CheckTextsAsync(CancellationToken cancellationToken)
    {
        const string Name = "texts";
        try
        {
            var found = await damaged.CheckAllAsync(cancellationToken);
            var files = found.DamagedFiles == 0 ? string.Empty : $" {found.DamagedFiles} of {found.Files} kept files are damaged; load them again to keep them anew.";
            var older = found.Older == 0 ? string.Empty : $" {found.Older} older versions are damaged: answers that cite them are shown without their excerpts.";
            return new CheckResult(Name, found.Current.Count == 0, (found.Current.Count == 0
                ? $"{found.Versions} versions and {found.Files} files compared with their hashes."
                : DamageNotices.TextOf(found.Current)) + older + files);
        }
        catch (DbException fault)
        {
            return new CheckResult(Name, false, Explain(fault));
        }
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

internal sealed record CheckReply(bool Ok, IReadOnlyList<CheckResult> Checks) : Reply;

/// <param name="Message">What was seen; when it does not work, how to mend it.</param>
internal sealed record CheckResult(string Name, bool Ok, string Message);

/// <summary>The health checks: each looks at one part of the installation and says how to mend what is wrong.</summary>
internal sealed class InstallationChecks(IConfiguration configuration, SqliteDataSource database, StoreMigrations store, OutdatedDocuments outdated, DamagedDocuments damaged, IFileReader reader, PromptCatalog prompts)
{
    private const long LittleDisk = 200L * 1024 * 1024;

    public static void AddTo(IServiceCollection services)
    {
        services.AddSingleton<InstallationChecks>().AddSingleton<OutsidePrograms>();
        services.AddLogging(logging => logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None)); // whoever asks is told
        var checks = services.AddHealthChecks();
        Add("configuration", provider => Checks(provider).CheckSettings);
        Add("store", provider => Checks(provider).CheckStoreAsync);
        Add("sqlite", _ => _ => Task.FromResult(NativeSqlite.Judge(NativeSqlite.Loaded)));
        Add("disk", provider => Checks(provider).CheckDisk);
        Add("reader", provider => Checks(provider).CheckReaderAsync);
        Add("programs", provider => provider.GetRequiredService<OutsidePrograms>().CheckAsync);
        Add("semantic search", provider => provider.GetRequiredService<SemanticSearchCheck>().RunAsync);
        Add("prompts", provider => Checks(provider).CheckPrompts);
        Add("language model", provider => provider.GetRequiredService<ChatCheck>().RunAsync);
        checks.AddCheck<PlatformsCheck>("platforms");

        static InstallationChecks Checks(IServiceProvider provider) => provider.GetRequiredService<InstallationChecks>();

        void Add(string name, Func<IServiceProvider, Func<CancellationToken, Task<(bool Ok, string Message)>>> find) =>
            checks.Add(new HealthCheckRegistration(name, provider => new PartCheck(find(provider)), failureStatus: null, tags: null));
    }

    private Task<(bool Ok, string Message)> CheckSettings(CancellationToken cancellationToken)
    {
        var overridden = SettingsFile.Sections
            .SelectMany(section => configuration.GetSection(section).AsEnumerable().Select(pair => configuration.GetSection(pair.Key)))
            .Where(setting => Environment.GetEnvironmentVariable(setting.Path.Replace(":", "__", StringComparison.Ordinal)) is not null)
            .Select(setting => setting.Path)
            .Order(StringComparer.Ordinal)
            .ToArray();
        return Task.FromResult((true, overridden.Length == 0 ? "valid" : $"valid; set by the environment: {string.Join(", ", overridden)}"));
    }

    private async Task<(bool Ok, string Message)> CheckStoreAsync(CancellationToken cancellationToken)
    {
        await store.RunAsync(cancellationToken);
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var state = await connection.ExecuteScalarAsync<string>("PRAGMA quick_check(1)");
        if (state != "ok")
        {
            return (false, $"{database.DatabasePath} is damaged. It was left as it is: restore a backup, or move the file away and load the documents again.");
        }

        if (await damaged.ListAsync(cancellationToken) is { Count: > 0 } broken)
        {
            return (false, DamageNotices.TextOf(broken));
        }

        var (documents, chunks) = await connection.QuerySingleAsync<(long, long)>(
            """
            SELECT COUNT(*), COALESCE(SUM(v.chunk_count), 0)
            FROM documents d JOIN versions v ON v.document_id = d.id AND v.version = d.current_version WHERE d.removed_at IS NULL
            """);
        var (waiting, lost) = await outdated.CountAsync(cancellationToken);
        return (true, $"{database.DatabasePath}: {documents} documents, {chunks} chunks"
            + (waiting == 0 ? string.Empty : $"; {waiting} were loaded by an older version and are read anew while the bot runs")
            + (lost == 0 ? string.Empty : $"; {lost} were loaded by an older version: load them again (“documents list” marks them)"));
    }

    private Task<(bool Ok, string Message)> CheckDisk(CancellationToken cancellationToken)
    {
        try
        {
            var probe = Path.Combine(database.DataDirectory, Path.GetRandomFileName());
            new FileStream(probe, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose).Dispose();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return Task.FromResult((false, $"Nothing can be written in {database.DataDirectory}. Give the program the right to write there."));
        }

        var free = new DriveInfo(database.DataDirectory).AvailableFreeSpace;
        return Task.FromResult(free < LittleDisk
            ? (false, $"Only {free / 1048576} MB are free in {database.DataDirectory}. Free some space.")
            : (true, $"{free / 1048576} MB free in {database.DataDirectory}"));
    }

    private async Task<(bool Ok, string Message)> CheckReaderAsync(CancellationToken cancellationToken)
    {
        const string Probe = "# Probe\n\nThe reader works.\n";
        var outcome = await reader.ReadAsync("probe.md", Encoding.UTF8.GetBytes(Probe), progress: null, cancellationToken);
        return outcome.Value?.Text == "Probe\n\nThe reader works."
            ? (true, "reads documents in a process of its own")
            : (false, $"{outcome.Failed ?? outcome.Refused ?? "It reads wrongly."} Install the .NET 10 runtime beside the program.");
    }

    private Task<(bool Ok, string Message)> CheckPrompts(CancellationToken cancellationToken)
    {
        prompts.Check();
        return Task.FromResult((true, "valid"));
    }

    private sealed class PartCheck(Func<CancellationToken, Task<(bool Ok, string Message)>> look) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            var (ok, message) = await look(cancellationToken);
            return new HealthCheckResult(ok ? HealthStatus.Healthy : HealthStatus.Unhealthy, message);
        }
    }

    /// <summary>Tells of each platform under its own name, in the result's data.</summary>
    private sealed class PlatformsCheck(IEnumerable<ChatPlatform> platforms) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            Task.FromResult(HealthCheckResult.Healthy(data: platforms.ToDictionary(
                platform => platform.Name,
                object (platform) => platform.IsConfigured ? "configured; “serve” answers there" : $"not configured. {platform.HowToConfigure}")));
    }
}
