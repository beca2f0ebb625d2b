using Microsoft.Extensions.DependencyInjection;
using ResearchBot.Core.Answering.Generation;
using ResearchBot.Core.Answering.Grounding;
using ResearchBot.Core.Answering.Log;

namespace ResearchBot.Core.Answering;

public static class AnsweringServices
{
    public static IServiceCollection AddAnswering(this IServiceCollection services) => services
        .AddSingleton<Retriever>()
        .AddSingleton<CitationVerifier>()
        .AddSingleton<PromptCatalog>()
        .AddSingleton<ModelBudget>()
        .AddSingleton<ModelAnswerer>()
        .AddSingleton<Answerer>()
        .AddSingleton<AnswerLog>();
}
