using System.Collections.Concurrent;
using ResearchBot.Evaluation;

namespace ResearchBot.Tests.Evaluation;

/// <summary>The figures of the open sets beside this checkout, odd half; each is measured once for all tests.</summary>
internal static class OpenSets
{
    private static readonly ConcurrentDictionary<(string Name, bool WithoutRelevant), Lazy<EvaluationReply>> Measured = [];

    /// <summary>The figures; skips the test where the set is not there.</summary>
    public static EvaluationReply Measure(string name, bool withoutRelevant = false)
    {
        var folder = Find(name);
        Assert.SkipWhen(folder is null, $"The folder shared/data/{name} is not beside this checkout.");
        return Measured.GetOrAdd((name, withoutRelevant), _ => new Lazy<EvaluationReply>(() =>
            Evaluator.Run(EvaluationSet.Read(folder!, "odd"), withoutRelevant, CancellationToken.None).ToReply())).Value;
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
