using System.Globalization;

namespace ResearchBot.Tests.Support;

/// <summary>The processes of this machine, as Linux shows them in /proc.</summary>
internal static class LiveProcesses
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>The living processes that work in a folder or below it.</summary>
    public static IReadOnlyList<int> In(string folder) =>
        [.. Directory.EnumerateDirectories("/proc")
            .Where(path => IsIn(path, folder))
            .Select(path => int.Parse(Path.GetFileName(path), CultureInfo.InvariantCulture))];

    /// <summary>Returns when none is left in the folder, or those that are left at the deadline.</summary>
    public static async Task<IReadOnlyList<int>> LeftInAsync(string folder)
    {
        for (var waited = TimeSpan.Zero; waited < Deadline && In(folder).Count > 0; waited += Pause)
        {
            await Task.Delay(Pause);
        }

        return In(folder);
    }

    private static bool IsIn(string path, string folder)
    {
        try
        {
            return char.IsAsciiDigit(Path.GetFileName(path)[0])
                && Directory.ResolveLinkTarget(path + "/cwd", returnFinalTarget: false)?.FullName.StartsWith(folder, StringComparison.Ordinal) == true;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
