using Microsoft.Extensions.DependencyInjection;

namespace ResearchBot.Core.Conversations;

/// <summary>Registers the domain.</summary>
public static class ConversationServices
{
    public static IServiceCollection AddConversations(this IServiceCollection services) => services
        .AddSingleton<ConversationStore>()
        .AddSingleton<QuestionRewriter>();
}
