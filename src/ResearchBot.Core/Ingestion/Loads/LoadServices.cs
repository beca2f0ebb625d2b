using Microsoft.Extensions.DependencyInjection;

namespace ResearchBot.Core.Ingestion.Loads;

/// <summary>Registers loads as stored jobs.</summary>
public static class LoadServices
{
    public static IServiceCollection AddLoads(this IServiceCollection services) => services
        .AddSingleton<LoadLeases>()
        .AddSingleton<LoadQueue>()
        .AddSingleton<LoadStore>()
        .AddSingleton<LoadHistory>()
        .AddSingleton<LoadListing>()
        .AddSingleton<LoadUndo>()
        .AddSingleton<HeldKinds>()
        .AddSingleton<Quarantine>()
        .AddSingleton<LoadNotices>()
        .AddSingleton<LoadTurns>()
        .AddSingleton<LoadWorker>();
}
