using System.Diagnostics;
using System.Globalization;

namespace ResearchBot.Tests.Support;

/// <summary>The processes of this machine, as Linux shows them in /proc.</summary>
internal static class LiveProcesses
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>The living processes that work in a folder or below it.</summary>
    public static IReadOnlyList<int> In(string folder) =>
        [.. Directory.EnumerateDirectories("/proc")
            .Where(path => IsIn(path, folder))
            .Select(path => int.Parse(Path.GetFileName(path), CultureInfo.InvariantCulture))];

    /// <summary>Returns when none is left in the folder, or those that are left at the deadline.</summary>
    public static async Task<IReadOnlyList<int>> LeftInAsync(string folder)
    {
        var started = TimeProvider.System.GetTimestamp();
        var left = In(folder);
        while (left.Count > 0 && TimeProvider.System.GetElapsedTime(started) < Deadline)
        {
            await Task.Delay(Pause);
            left = In(folder);
        }

        return left;
    }

    /// <summary>Returns when one of them, other than <paramref name="parent"/>, has worked so long.</summary>
    public static async Task BusyInAsync(string folder, int parent, TimeSpan work)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!In(folder).Any(id => id != parent && WorkOf(id) > work))
        {
            if (TimeProvider.System.GetElapsedTime(started) > Deadline)
            {
                throw new TimeoutException($"No process in {folder} works.");
            }

            await Task.Delay(Pause);
        }
    }

    private static TimeSpan WorkOf(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return process.TotalProcessorTime;
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException)
        {
            return TimeSpan.Zero;
        }
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
