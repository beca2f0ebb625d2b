using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ResearchBot.Core.Ingestion;
using ResearchBot.Slack.Http;
using ResearchBot.Slack.Rendering;
using ResearchBot.Slack.Socket;

namespace ResearchBot.Slack;

/// <summary>Registers the connection to Slack.</summary>
public static class ServiceCollectionExtensions
{
    /// <summary>Adds it. The host supplies <see cref="SlackOptions"/>, the core, <see cref="TimeProvider"/> and logging.</summary>
    public static IServiceCollection AddSlack(this IServiceCollection services) => services
        .AddSingleton(provider => new WebClient(
            SlackHttp.CreateForCalls(), OptionsOf(provider), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<WebClient>>()))
        .AddSingleton<SlackWeb>()
        .AddSingleton(provider => new FileDownload(SlackHttp.CreateForFiles(), OptionsOf(provider), provider.GetRequiredService<ILogger<FileDownload>>()))
        .AddSingleton<SlackIdentity>()
        .AddSingleton<TeamPeople>()
        .AddSingleton<SharedChannels>()
        .AddSingleton<IncomingReader>()
        .AddSingleton<SlackFiles>()
        .AddSingleton<SourceOpener>(provider => provider.GetRequiredService<SlackFiles>())
        .AddSingleton<CommandNames>()
        .AddSingleton<SlackRenderer>()
        .AddSingleton<Func<HttpMode>>(provider => provider.GetRequiredService<HttpMode>) // which needs a signing secret
        .AddSingleton<SlackPlatform>()
        .AddSingleton<ChatPlatform>(provider => provider.GetRequiredService<SlackPlatform>())
        .AddCommandsOf(typeof(SlackManifestCommand).Assembly)
        .AddSingleton(new EnvelopeAnswers(ReasonForm.Check))
        .AddSingleton(_ => new EnvelopeQueue())
        .AddSingleton<Intake>()
        .AddSingleton(provider => new SocketMode(
            OptionsOf(provider),
            provider.GetRequiredService<SlackWeb>(),
            provider.GetRequiredService<Intake>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<SocketClient>>()))
        .AddSingleton(provider => new SlackEndpoint(
            OptionsOf(provider), provider.GetRequiredService<Intake>(), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<SlackEndpoint>>()))
        .AddSingleton(provider => new HttpMode(OptionsOf(provider), provider.GetRequiredService<SlackEndpoint>(), provider.GetRequiredService<ILoggerFactory>()));

    private static SlackOptions OptionsOf(IServiceProvider provider) => provider.GetRequiredService<IOptions<SlackOptions>>().Value;
}
