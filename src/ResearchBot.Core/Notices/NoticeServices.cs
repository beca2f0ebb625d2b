using Microsoft.Extensions.DependencyInjection;

namespace ResearchBot.Core.Notices;

public static class NoticeServices
{
    public static IServiceCollection AddNotices(this IServiceCollection services) => services
        .AddSingleton<NoticeOutbox>();
}
