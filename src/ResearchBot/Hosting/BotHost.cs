using Microsoft.Extensions.Configuration;
using ResearchBot.CommandLine;
using ResearchBot.Configuration;
using ResearchBot.Core.Answering;
using ResearchBot.Core.Conversations;
using ResearchBot.Core.Documents;
using ResearchBot.Core.Feedback;
using ResearchBot.Core.Ingestion.Loads;
using ResearchBot.Core.Ingestion.Sources;
using ResearchBot.Core.Moderation.Limits;
using ResearchBot.Core.Moderation;
using ResearchBot.Core.Notices;
using ResearchBot.Core.Platforms;
using ResearchBot.Core.Privacy;
using ResearchBot.Core.Search.Embedding;
using ResearchBot.Core.Search;
using ResearchBot.Core.Workspaces;
using ResearchBot.Discord;
using ResearchBot.Evaluation;
using ResearchBot.Models;
using ResearchBot.Reading;
using ResearchBot.Slack;
using ResearchBot.Sources;
using ResearchBot.Storage;
using ResearchBot.Terminal;

namespace ResearchBot.Hosting;

internal static class BotHost
{
    /// <summary>A host with all services; nothing is opened or started yet.</summary>
    /// <param name="dataDirectory">Overrides the setting; relative to where the program was called.</param>
    /// <exception cref="UserFacingException">The settings are wrong.</exception>
    public static IHost Build(string? dataDirectory, bool serves) =>
        Build(dataDirectory is null ? new Dictionary<string, string?>() : new() { ["Store:DataDirectory"] = dataDirectory }, serves);

    /// <summary>The same with any settings overridden.</summary>
    /// <param name="overrides">By their whole names, such as <c>Store:DataDirectory</c>.</param>
    /// <exception cref="UserFacingException">The settings are wrong.</exception>
    public static IHost Build(IReadOnlyDictionary<string, string?> overrides, bool serves = false, Action<IServiceCollection>? add = null)
    {
        // Without the defaults, which read settings from the folder that the program is called in, watch files and log to four places.
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true, ContentRootPath = AppContext.BaseDirectory });
        // Setting by setting, since a chained configuration takes an empty value for none.
        builder.Configuration.AddInMemoryCollection(SettingsFile.Read(overrides).AsEnumerable().Where(setting => setting.Value is not null));
        builder.ConfigureContainer(new DefaultServiceProviderFactory(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true }));
        builder
            .AddLog()
            .AddStorage()
            .AddReading()
            .AddSources()
            .AddSettings<LimitsOptions, LimitsOptionsValidator>("Limits")
            .AddSettings<LoadingOptions, LoadingOptionsValidator>("Loading")
            .AddSettings<RetentionOptions, RetentionOptionsValidator>("Retention")
            .AddSettings<DiscordOptions, DiscordOptionsValidator>("Discord")
            .AddSettings<SlackOptions, SlackOptionsValidator>("Slack")
            .AddBoundWorkspaces();
        builder.Services
            .AddModels(builder.Configuration)
            .AddSingleton(TimeProvider.System)
            .AddSingleton<IHostLifetime, CommandLineLifetime>()
            .AddSingleton<IProcessNames, ThisProcess>()
            .AddDocuments()
            .AddWorkspaces()
            .AddIngestion()
            .AddLoads()
            .AddFollowedSources()
            .AddSearch()
            .AddEmbedding()
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
            .AddTerminal()
            .AddSingleton<Evaluator>()
            .AddSingleton<TeamEvaluator>()
            .AddSingleton<Fitter>()
            .AddSingleton<Startup>()
            .AddCommandsOf(typeof(CheckCommand).Assembly)
            .AddSingleton<PlatformService>()
            .AddSingleton<PlatformSession>()
            .AddBackgroundServices();
        InstallationChecks.AddTo(builder.Services);
        if (serves)
        {
            builder.Services.AddHostedService(provider => provider.GetRequiredService<PlatformService>());
        }

        add?.Invoke(builder.Services);
        return Checked(builder.Build());
    }

    private static IHost Checked(IHost host)
    {
        try
        {
            host.Services.GetRequiredService<IStartupValidator>().Validate(); // a verb such as `ask` never starts the host, which would do it
            host.Services.GetRequiredService<TelemetryExport>().Start();
            return host;
        }
        catch (Exception failure) when ((failure as OptionsValidationException ?? failure.InnerException as OptionsValidationException) is { } first) // of several sections
        {
            host.Dispose();
            throw SettingsCheck.Explain(first);
        }
    }

    /// <summary>Leaves signals to the command line, since what they end depends on what is done: a load in the chat takes Ctrl-C for itself.</summary>
    internal sealed class CommandLineLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
