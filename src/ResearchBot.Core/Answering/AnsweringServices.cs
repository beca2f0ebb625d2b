using Microsoft.Extensions.DependencyInjection;
using ResearchBot.Core.Answering.Generation;
using ResearchBot.Core.Answering.Grounding;
using ResearchBot.Core.Answering.Log;
using ResearchBot.Core.Prompts;

namespace ResearchBot.Core.Answering;

/// <summary>Registers the domain.</summary>
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
