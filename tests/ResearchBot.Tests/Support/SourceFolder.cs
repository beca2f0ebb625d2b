namespace ResearchBot.Tests.Support;

/// <summary>The folder that holds the solution: for tests of what is written there.</summary>
internal static class SourceFolder
{
    public static string Path(params string[] names) => System.IO.Path.Combine([Root(), .. names]);

    private static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "ResearchBot.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("The tests do not run below the source folder.");
    }
}
