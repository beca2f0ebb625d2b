using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using ResearchBot.Core.Search.Embedding;
using ResearchBot.Evaluation;
using ResearchBot.Models;

namespace ResearchBot.Tests.Evaluation;

/// <summary>The figures of the open sets beside this checkout, odd half; each is measured once for all tests.</summary>
internal static class OpenSets
{
    private static readonly ConcurrentDictionary<(string Name, bool WithoutRelevant, bool ByWords), Lazy<Task<EvaluationReply>>> Measured = [];

    /// <summary>The figures of search by words alone; skips the test where the set is not there.</summary>
    public static Task<EvaluationReply> MeasureByWordsAsync(string name, bool withoutRelevant = false) =>
        MeasureAsync(name, withoutRelevant, byWords: true);

    /// <summary>Of texts that came before, it gives the vectors again: hundreds of questions are compared with the same sentences.</summary>
    private static readonly Lazy<EmbeddingSetup> Encoder = new(() => BuiltInEncoder.Open() is var setup && setup.Model is { } model
        ? setup with { Model = model with { Generator = new RememberingGenerator(model.Generator) } }
        : setup);

    /// <summary>The figures with the built-in encoder; skips the test where the set or the encoder is not there.</summary>
    public static Task<EvaluationReply> MeasureAsync(string name, bool withoutRelevant = false)
    {
        Assert.SkipWhen(Encoder.Value.Model is null, $"Semantic search is off: {Encoder.Value.WhyOff}");
        return MeasureAsync(name, withoutRelevant, byWords: false);
    }

    private static Task<EvaluationReply> MeasureAsync(string name, bool withoutRelevant, bool byWords)
    {
        var folder = Find(name);
        Assert.SkipWhen(folder is null, $"The folder shared/data/{name} is not beside this checkout.");
        return Measured.GetOrAdd((name, withoutRelevant, byWords), _ => new Lazy<Task<EvaluationReply>>(async () =>
        {
            await using var bot = await TestBot.StartAsync(semantic: !byWords, add: services => services
                .AddSingleton<OpenBuiltInEncoder>(() => Encoder.Value)
                .AddSingleton<TimeProvider>(new FakeTimeProvider(DateTimeOffset.UnixEpoch))); // a slow machine has the same figures
            var asked = await bot.Get<Evaluator>().RunAsync(EvaluationSet.Read(folder!, "odd"), new AskedHow(withoutRelevant, byWords, WithModel: false), kept: null, CancellationToken.None);
            return asked.ToReply();
        })).Value;
    }

    private static string? Find(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var set = Path.Combine(folder.FullName, "shared", "data", name);
            if (Directory.Exists(set))
            {
                return set;
            }
        }

        return null;
    }
}
