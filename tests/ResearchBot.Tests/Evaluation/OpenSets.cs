using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using ResearchBot.Core.Search.Embedding;
using ResearchBot.Evaluation;
using ResearchBot.Models;

namespace ResearchBot.Tests.Evaluation;

/// <summary>
/// The figures of the open sets beside this checkout, odd half; each is measured once for all tests. Of a set whose texts the encoder
/// would read for a minute, a part is measured unless all is at full scale.
/// </summary>
internal static class OpenSets
{
    private const int Part = 4;

    private static readonly ConcurrentDictionary<(string Name, bool WithoutRelevant, bool ByWords), Lazy<Task<EvaluationReply>>> Figures = [];

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
        return Figures.GetOrAdd((name, withoutRelevant, byWords), _ => new Lazy<Task<EvaluationReply>>(async () =>
        {
            await using var bot = await TestBot.StartAsync(semantic: !byWords, add: services => services
                .AddSingleton<OpenBuiltInEncoder>(() => Encoder.Value)
                .AddSingleton<TimeProvider>(new FakeTimeProvider(DateTimeOffset.UnixEpoch))); // a slow machine has the same figures
            var asked = await bot.Get<Evaluator>().RunAsync(PartOf(EvaluationSet.Read(folder!, "odd"), byWords), new AskedHow(withoutRelevant, byWords, WithModel: false), kept: null, CancellationToken.None);
            return asked.ToReply();
        })).Value;
    }

    /// <summary>Every fourth question, the documents that answer them, and every fourth of the others.</summary>
    private static EvaluationSet PartOf(EvaluationSet whole, bool byWords)
    {
        if (byWords || TestScale.IsFull || whole.Name != "clapnq-dev")
        {
            return whole;
        }

        var queries = whole.Queries.Where((_, i) => i % Part == 0).ToArray();
        var relevant = queries.SelectMany(query => query.Relevant.Keys).ToHashSet();
        return whole with { Queries = queries, Documents = [.. whole.Documents.Where((document, i) => i % Part == 0 || relevant.Contains(document.Id))] };
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
