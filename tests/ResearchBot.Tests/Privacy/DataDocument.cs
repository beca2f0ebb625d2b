namespace ResearchBot.Tests.Privacy;

/// <summary>docs/data.md.</summary>
internal static class DataDocument
{
    public static string Path { get; } = SourceFolder.Path("docs", "data.md");
}
