using System.Data.Common;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;
using ResearchBot.Checks;
using ResearchBot.Core;
using ResearchBot.Core.Commands;
using ResearchBot.Core.Feedback;
using ResearchBot.Core.Moderation;
using ResearchBot.Core.Notices;
using ResearchBot.Core.Conversations;
using ResearchBot.Core.Answering;
using ResearchBot.Core.Search;
using ResearchBot.Core.Workspaces;
using ResearchBot.Core.Documents;
using ResearchBot.Core.Embeddings;
using ResearchBot.Core.Ingestion;
using ResearchBot.Core.Ingestion.Loads;
using ResearchBot.Core.Models;
using ResearchBot.Core.Moderation.Limits;
using ResearchBot.Core.Platforms;
using ResearchBot.Core.Privacy;
using ResearchBot.Core.Prompts;
using ResearchBot.Discord;
using ResearchBot.Evaluation;
using ResearchBot.Index;
using ResearchBot.Models;
using ResearchBot.Models.Chat;
using ResearchBot.Platforms;
using ResearchBot.Prompts;
using ResearchBot.Reading;
using ResearchBot.Seeds;
using ResearchBot.Settings;
using ResearchBot.Slack;
using ResearchBot.Store;
using ResearchBot.Telemetry;
using ResearchBot.Terminal;

namespace ResearchBot;

/// <summary>Puts the program together.</summary>
internal static class Composition
{
    /// <summary>All services; nothing is opened or started yet.</summary>
    /// <param name="dataDirectory">Overrides the setting; relative to where the program was called.</param>
    /// <exception cref="UserFacingException">The settings are wrong.</exception>
    public static ServiceProvider Build(string? dataDirectory) =>
        Build(dataDirectory is null ? new Dictionary<string, string?>() : new() { ["Store:DataDirectory"] = dataDirectory });

    /// <summary>The same with any settings overridden.</summary>
    /// <param name="overrides">By their whole names, such as <c>Store:DataDirectory</c>.</param>
    /// <param name="add">Adds further services; null adds none.</param>
    /// <exception cref="UserFacingException">The settings are wrong.</exception>
    public static ServiceProvider Build(IReadOnlyDictionary<string, string?> overrides, Action<IServiceCollection>? add = null)
    {
        var settings = SettingsFile.Read(overrides);
        SettingsCheck.CheckSections(settings.GetSection("Models"), "Embeddings", "Chat");
        SettingsCheck.CheckLogLevels(settings.GetSection("Logging"));
        var services = new ServiceCollection()
            .AddSingleton<IConfiguration>(settings)
            .AddSingleton(TimeProvider.System)
            .AddLogging(logging => logging
                .AddConfiguration(settings.GetSection("Logging"))
                .AddSimpleConsole(console => console.SingleLine = true)
                .Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace))
            .AddSettings<StoreOptions, StoreOptionsValidator>(settings.GetSection("Store"))
            .AddSettings<ReadingOptions, ReadingOptionsValidator>(settings.GetSection("Reading"))
            .AddSettings<LimitsOptions, LimitsOptionsValidator>(settings.GetSection("Limits"))
            .AddSettings<LoadingOptions, LoadingOptionsValidator>(settings.GetSection("Loading"))
            .AddSettings<EmbeddingsOptions, EmbeddingsOptionsValidator>(settings.GetSection("Models:Embeddings"))
            .AddSettings<ChatModelOptions, ChatModelOptionsValidator>(settings.GetSection("Models:Chat"))
            .AddSettings<TelemetryOptions, TelemetryOptionsValidator>(settings.GetSection("Telemetry"))
            .AddSettings<RetentionOptions, RetentionOptionsValidator>(settings.GetSection("Retention"))
            .AddSettings<DiscordOptions, DiscordOptionsValidator>(settings.GetSection("Discord"))
            .AddSettings<SlackOptions, SlackOptionsValidator>(settings.GetSection("Slack"))
            .AddBoundWorkspaces(settings.GetSection("Workspaces"))
            .AddDocuments()
            .AddWorkspaces()
            .AddIngestion()
            .AddSearch()
            .AddAnswering()
            .AddConversations()
            .AddNotices()
            .AddModeration()
            .AddFeedback()
            .AddPrivacy()
            .AddCommands()
            .AddPlatforms()
            .AddDiscord()
            .AddSlack()
            .AddSingleton<SqliteDataSource>()
            .AddSingleton<DbDataSource>(provider => provider.GetRequiredService<SqliteDataSource>())
            .AddSingleton<ExplainStoreFault>(StoreFaults.Explain)
            .AddSingleton<StoreMigrations>()
            .AddSingleton<StoreCompaction>()
            .AddSingleton<CompactStore>(provider => provider.GetRequiredService<StoreCompaction>().RunAsync)
            .AddSingleton<TombstoneFolder>()
            .AddSingleton(provider => provider.GetRequiredService<TombstoneFolder>().Files)
            .AddSingleton<SegmentFolder>()
            .AddSingleton(provider => provider.GetRequiredService<SegmentFolder>().Files)
            .AddSingleton(ThisProcess.Name())
            .AddSingleton<SourceOpener, FolderOpener>()
            .AddSingleton<ReaderProcess>()
            .AddSingleton<ReadBytes>(provider => provider.GetRequiredService<ReaderProcess>().ReadAsync)
            .AddSingleton<EmbeddingProviders>()
            .AddSingleton<OpenEmbeddings>(provider => provider.GetRequiredService<EmbeddingProviders>().Open)
            .AddSingleton<OpenFormerModel>(provider => provider.GetRequiredService<EmbeddingProviders>().OpenFormer)
            .AddSingleton(new PromptFolder(PromptFolder.Beside))
            .AddSingleton<ReadPrompts>(provider => provider.GetRequiredService<PromptFolder>().Read)
            .AddSingleton<OpenBuiltInEncoder>(BuiltInEncoder.Open)
            .AddSingleton<EmbeddingBeside>()
            .AddSingleton<SemanticSearchCheck>()
            .AddSingleton<ChatProviders>()
            .AddSingleton<OpenChat>(provider => provider.GetRequiredService<ChatProviders>().Open)
            .AddSingleton<ChatCheck>()
            .AddSingleton<TelemetryExport>()
            .AddSingleton<SeedLoader>()
            .AddSingleton<Startup>()
            .AddSingleton<IndexFollowing>()
            .AddSingleton<Upkeep>()
            .AddSingleton<BackgroundWork>()
            .AddSingleton<FindPlatforms>(provider => provider.GetServices<ChatPlatform>)
            .AddSingleton<PlatformSession>()
            .AddSingleton<ConsoleRequests>()
            .AddSingleton<ConsoleNotices>()
            .AddSingleton<ConsoleChat>()
            .AddSingleton<ConsoleSession>()
            .AddSingleton<ResearchBot.Core.Commands.Command, CheckCommand>()
            .AddSingleton<Evaluator>()
            .AddSingleton<ResearchBot.Core.Commands.Command, EvaluateCommand>();
        add?.Invoke(services);
        var provider = services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
        try
        {
            provider.GetRequiredService<IStartupValidator>().Validate();
            provider.GetRequiredService<TelemetryExport>().Start();
            return provider;
        }
        catch (OptionsValidationException failure)
        {
            provider.Dispose();
            throw SettingsCheck.Explain(failure);
        }
    }

    private static IServiceCollection AddBoundWorkspaces(this IServiceCollection services, IConfigurationSection section)
    {
        SettingsCheck.CheckLists<WorkspaceOptions>(section);
        services.AddOptions<WorkspacesOptions>().Bind(section).ValidateOnStart();
        return services
            .AddSingleton<IValidateOptions<WorkspacesOptions>, WorkspacesOptionsValidator>()
            .AddSingleton(provider => provider.GetRequiredService<IOptions<WorkspacesOptions>>().Value.ToBound());
    }

    private static IServiceCollection AddSettings<TOptions, TValidator>(this IServiceCollection services, IConfigurationSection section)
        where TOptions : class
        where TValidator : class, IValidateOptions<TOptions>
    {
        SettingsCheck.CheckNames<TOptions>(section);
        services.AddOptions<TOptions>().Bind(section).ValidateOnStart();
        return services.AddSingleton<IValidateOptions<TOptions>, TValidator>();
    }
}
