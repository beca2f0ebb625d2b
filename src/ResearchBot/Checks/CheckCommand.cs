using System.Data.Common;
using System.Text;
using Dapper;
using Microsoft.Extensions.Configuration;
using ResearchBot.Core;
using ResearchBot.Core.Commands;
using ResearchBot.Core.Ingestion;
using ResearchBot.Core.Moderation;
using ResearchBot.Core.Prompts;
using ResearchBot.Models;
using ResearchBot.Models.Chat;
using ResearchBot.Platforms;
using ResearchBot.Reading;
using ResearchBot.Settings;
using ResearchBot.Store;

namespace ResearchBot.Checks;

/// <summary>Looks at configuration, store, disk, reader, semantic search, language model and platforms, and says how to mend what is wrong.</summary>
internal sealed class CheckCommand(
    IConfiguration configuration, SqliteDataSource database, StoreMigrations store, ReaderProcess reader, SemanticSearchCheck semantic, ChatCheck chat, PromptCatalog prompts, FindPlatforms platforms) : Command
{
    private const long LittleDisk = 200L * 1024 * 1024;

    /// <inheritdoc/>
    public override string Name => "check";

    /// <inheritdoc/>
    public override string Summary => "Check configuration, store, disk, reader, models and platforms.";

    /// <inheritdoc/>
    public override string Example => "check";

    /// <inheritdoc/>
    public override Role Role => Role.Admin;

    /// <inheritdoc/>
    public override bool IsForConsoleOnly => true;

    /// <inheritdoc/>
    public override bool IsAudited => false;

    /// <inheritdoc/>
    public override async Task<Reply> ExecuteAsync(CommandRequest request, IReplySink sink, CancellationToken cancellationToken)
    {
        CheckResult[] checks =
        [
            await RunAsync("configuration", _ => Task.FromResult(CheckSettings()), cancellationToken),
            await RunAsync("store", CheckStoreAsync, cancellationToken),
            await RunAsync("disk", _ => Task.FromResult(CheckDisk()), cancellationToken),
            await RunAsync("reader", CheckReaderAsync, cancellationToken),
            await RunAsync("semantic search", semantic.RunAsync, cancellationToken),
            await RunAsync("prompts", _ => Task.FromResult(CheckPrompts()), cancellationToken),
            await RunAsync("language model", chat.RunAsync, cancellationToken),
            .. platforms().Select(platform => new CheckResult(platform.Name, true, platform.IsConfigured ? "configured; “serve” answers there" : $"not configured. {platform.HowToConfigure}")),
        ];
        return new CheckReply(checks.All(check => check.Ok), checks);
    }

    private (bool Ok, string Message) CheckPrompts()
    {
        prompts.Check();
        return (true, "valid");
    }

    private static async Task<CheckResult> RunAsync(
        string name, Func<CancellationToken, Task<(bool Ok, string Message)>> check, CancellationToken cancellationToken)
    {
        try
        {
            var (ok, message) = await check(cancellationToken);
            return new CheckResult(name, ok, message);
        }
        catch (UserFacingException failure)
        {
            return new CheckResult(name, false, failure.Message);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return new CheckResult(name, false, $"{failure.Message} Check the data folder and the rights of the program.");
        }
        catch (DbException fault)
        {
            return new CheckResult(name, false, StoreFaults.Explain(fault) ?? $"The store does not answer: {fault.Message}");
        }
    }

    private (bool Ok, string Message) CheckSettings()
    {
        var overridden = SettingsFile.Sections
            .SelectMany(section => configuration.GetSection(section).AsEnumerable().Select(pair => configuration.GetSection(pair.Key)))
            .Where(setting => Environment.GetEnvironmentVariable(setting.Path.Replace(":", "__", StringComparison.Ordinal)) is not null)
            .Select(setting => setting.Path)
            .Order(StringComparer.Ordinal)
            .ToArray();
        return (true, overridden.Length == 0 ? "valid" : $"valid; set by the environment: {string.Join(", ", overridden)}");
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

        var (documents, chunks) = await connection.QuerySingleAsync<(long, long)>(
            """
            SELECT COUNT(*), COALESCE(SUM(v.chunk_count), 0)
            FROM documents d JOIN versions v ON v.document_id = d.id AND v.version = d.current_version WHERE d.removed_at IS NULL
            """);
        return (true, $"{database.DatabasePath}: {documents} documents, {chunks} chunks");
    }

    private (bool Ok, string Message) CheckDisk()
    {
        var free = new DriveInfo(database.DataDirectory).AvailableFreeSpace;
        return free < LittleDisk
            ? (false, $"Only {free / 1048576} MB are free in {database.DataDirectory}. Free some space.")
            : (true, $"{free / 1048576} MB free in {database.DataDirectory}");
    }

    private async Task<(bool Ok, string Message)> CheckReaderAsync(CancellationToken cancellationToken)
    {
        const string Probe = "# Probe\n\nThe reader works.\n";
        var outcome = await reader.ReadAsync("probe.md", Encoding.UTF8.GetBytes(Probe), cancellationToken);
        return outcome.Value?.Text == Probe
            ? (true, "reads documents in a process of its own")
            : (false, $"{outcome.Failed ?? outcome.Refused ?? "It reads wrongly."} Install the .NET 10 runtime beside the program.");
    }
}
