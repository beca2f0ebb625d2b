using System.Diagnostics;
using System.Globalization;
using ResearchBot.Core.Ingestion.Loads;

namespace ResearchBot.Hosting;

/// <summary>Names this process for others that share its store, and sees whether a process of such a name still runs.</summary>
internal sealed class ThisProcess : IProcessNames
{
    private static readonly TimeSpan Precision = TimeSpan.FromSeconds(2); // the system tells the start of a process no better

    public ThisProcess()
    {
        using var process = Process.GetCurrentProcess();
        Own = $"{Machine}|{process.Id}|{process.StartTime.ToUniversalTime().Ticks}";
    }

    /// <summary>Machine with its space of process ids, id, start.</summary>
    public string Own { get; }

    private static string Machine { get; } =
        $"{Environment.MachineName}{new FileInfo("/proc/self/ns/pid").LinkTarget}".Replace(' ', '-'); // containers may share a name

    public bool IsGone(string name)
    {
        if (name.Split('|') is not [var machine, var id, var start] || machine != Machine
            || !int.TryParse(id, CultureInfo.InvariantCulture, out var number) || !long.TryParse(start, CultureInfo.InvariantCulture, out var ticks))
        {
            return false;
        }

        try
        {
            using var process = Process.GetProcessById(number);
            return process.HasExited || (process.StartTime.ToUniversalTime() - new DateTime(ticks, DateTimeKind.Utc)).Duration() > Precision;
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException)
        {
            return true;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false; // somebody else's process of which nothing may be known
        }
    }
}
