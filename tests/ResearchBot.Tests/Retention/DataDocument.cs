namespace ResearchBot.Tests.Retention;

/// <summary>docs/data.md.</summary>
internal static class DataDocument
{
    public static string Path { get; } = Find();

    private static string Find()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(System.IO.Path.Combine(folder, "ResearchBot.sln")))
        {
            folder = System.IO.Path.GetDirectoryName(folder)!;
        }

        return System.IO.Path.Combine(folder, "docs", "data.md");
    }
}
