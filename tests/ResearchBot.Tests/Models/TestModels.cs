using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ResearchBot.Models;

namespace ResearchBot.Tests.Models;

/// <summary>What the program registers for models, with options and a clock of a test.</summary>
internal static class TestModels
{
    public static ServiceProvider Services(TimeProvider time, ChatModelOptions? chat = null, EmbeddingsOptions? embeddings = null)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Models:Chat:Provider"] = chat?.Provider,
            ["Models:Embeddings:Provider"] = embeddings?.Provider,
        }).Build();
        return new ServiceCollection()
            .AddLogging()
            .AddSingleton(time)
            .AddModels(settings)
            .AddSingleton(Options.Create(chat ?? new ChatModelOptions()))
            .AddSingleton(Options.Create(embeddings ?? new EmbeddingsOptions()))
            .BuildServiceProvider();
    }
}
