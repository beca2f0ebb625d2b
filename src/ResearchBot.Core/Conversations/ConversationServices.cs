using Microsoft.Extensions.DependencyInjection;

namespace ResearchBot.Core.Conversations;

public static class ConversationServices
{
    public static IServiceCollection AddConversations(this IServiceCollection services) => services
        .AddSingleton<ConversationStore>()
        .AddSingleton<QuestionRewriter>();
}
