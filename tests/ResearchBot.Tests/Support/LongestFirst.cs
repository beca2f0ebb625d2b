using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(ResearchBot.Tests.Support.LongestFirst))]

namespace ResearchBot.Tests.Support;

/// <summary>Starts the classes that take longest first, so that none of them runs alone at the end.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Long =
    [
        "SemanticBarsTests", "BadStoreTests", "BadInputTests", "ReaderProcessTests", "KilledJobTests", "EmbeddingSettingsTests",
        "RoleMatrixTests", "ManyProcessesTests", "BadFilesTests", "KilledLoadTests", "OnceTests", "ModelFaultTests", "NoticeTests", "ColdStartTests",
        "SilenceTests", "LimitTests", "EmulateTests", "ProcessTests", "CanaryTests", "OtherWordsTests", "ForgetTests", "FaultTests", "HostileStringTests",
        "ReconnectTests", "BurstOfTalkTests", "TerminationTests", "BoltTests",
    ];

    public IReadOnlyCollection<T> OrderTestCollections<T>(IReadOnlyCollection<T> testCollections)
        where T : ITestCollection =>
        [.. testCollections.OrderBy(one => Array.FindIndex(Long, name => one.TestCollectionDisplayName.Contains($".{name} ", StringComparison.Ordinal)) is >= 0 and var place ? place : Long.Length)];
}
