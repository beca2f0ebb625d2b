using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ResearchBot.Core.Ingestion;
using ResearchBot.Discord.Events;

namespace ResearchBot.Discord;

/// <summary>Registers the bot on Discord.</summary>
public static class ServiceCollectionExtensions
{
    /// <summary>Adds it. The host supplies <see cref="DiscordOptions"/>, the core, <see cref="TimeProvider"/> and logging.</summary>
    public static IServiceCollection AddDiscord(this IServiceCollection services) => services
        .AddSingleton(provider => new RestClient(
            DiscordHttp.Create(), OptionsOf(provider), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<RestClient>>()))
        .AddSingleton(provider => new AttachmentFiles(DiscordHttp.CreateForFiles(), OptionsOf(provider)))
        .AddSingleton<DiscordRest>().AddSingleton<SourceOpener, AttachmentOpener>()
        .AddSingleton<BotIdentity>().AddSingleton<ServerDirectory>().AddSingleton<ChannelFinder>().AddSingleton<SharedServers>().AddSingleton<DiscordPeople>()
        .AddSingleton<MessageReader>().AddSingleton<AcknowledgementTimes>().AddSingleton<ServerVisits>()
        .AddSingleton<CommandRegistrar>().AddCommandsOf(typeof(InviteCommand).Assembly)
        .AddSingleton<ChatPlatform, DiscordPlatform>();

    private static DiscordOptions OptionsOf(IServiceProvider provider) => provider.GetRequiredService<IOptions<DiscordOptions>>().Value;
}
