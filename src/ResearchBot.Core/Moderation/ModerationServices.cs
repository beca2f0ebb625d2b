using Microsoft.Extensions.DependencyInjection;
using ResearchBot.Core.Moderation.Limits;

namespace ResearchBot.Core.Moderation;

public static class ModerationServices
{
    public static IServiceCollection AddModeration(this IServiceCollection services) => services
        .AddSingleton<AnswerRetractions>()
        .AddSingleton<Pins>()
        .AddSingleton<PinnedAnswers>()
        .AddSingleton<Rulings>()
        .AddSingleton<PassageStanding>()
        .AddSingleton<WithdrawnPassages>()
        .AddSingleton<RoleGrants>()
        .AddSingleton<KnownRoles>()
        .AddSingleton<Outsiders>()
        .AddSingleton<CollectionRights>()
        .AddSingleton<ChosenSettings>()
        .AddSingleton<EffectiveSettingsReader>()
        .AddSingleton<Pauses>()
        .AddSingleton<Blocks>()
        .AddSingleton<DamageNotices>()
        .AddSingleton<AuditLog>()
        .AddSingleton<QuestionLimits>()
        .AddSingleton<QuestionQueue>();
}
