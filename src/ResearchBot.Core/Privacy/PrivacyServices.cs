using Microsoft.Extensions.DependencyInjection;

namespace ResearchBot.Core.Privacy;

public static class PrivacyServices
{
    public static IServiceCollection AddPrivacy(this IServiceCollection services) => services
        .AddSingleton<AnswerRemoval>()
        .AddSingleton<PersonErasure>()
        .AddSingleton<Forgetting>()
        .AddSingleton<DocumentErasure>()
        .AddSingleton<WorkspaceErasure>()
        .AddSingleton<RetentionSweep>()
        .AddSingleton<RetentionTurn>();
}
