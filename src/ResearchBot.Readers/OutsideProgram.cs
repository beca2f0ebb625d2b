using System.ComponentModel;
using System.Diagnostics;

namespace ResearchBot.Readers;

/// <summary>Runs a program of the system in the reading process's temporary folder: with a deadline, and never longer than the reading process.</summary>
public static class OutsideProgram
{
    private const int MostOutput = 32 * 1024 * 1024;

    /// <summary>Whether a program of this name is found on the path.</summary>
    public static bool IsInstalled(string name) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Any(folder => File.Exists(Path.Combine(folder, OperatingSystem.IsWindows() ? name + ".exe" : name)));

    /// <summary>Runs a program to its end.</summary>
    /// <param name="folder">Where it runs.</param>
    /// <returns>What it wrote to its standard output as UTF-8; null if it failed, wrote too much or did not end in time.</returns>
    public static string? Run(string name, IEnumerable<string> arguments, string folder, TimeSpan deadline)
    {
        var start = new ProcessStartInfo(name)
        {
            WorkingDirectory = folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Start(start);
        if (process is null)
        {
            return null;
        }

        EventHandler end = (_, _) => Kill(process);
        AppDomain.CurrentDomain.ProcessExit += end;
        try
        {
            using var late = new CancellationTokenSource(deadline);
            using var stop = late.Token.Register(() => Kill(process));
            process.StandardInput.Close();
            process.ErrorDataReceived += (_, _) => { };
            process.BeginErrorReadLine(); // drained, since a full pipe would stop it
            var output = ReadBounded(process.StandardOutput);
            process.WaitForExit();
            return late.IsCancellationRequested || process.ExitCode != 0 ? null : output;
        }
        finally
        {
            AppDomain.CurrentDomain.ProcessExit -= end;
            Kill(process);
        }
    }

    private static Process? Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start);
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    private static string? ReadBounded(StreamReader output)
    {
        var buffer = new char[16 * 1024];
        var text = new System.Text.StringBuilder();
        int read;
        while ((read = output.ReadBlock(buffer)) > 0)
        {
            if (text.Length <= MostOutput)
            {
                text.Append(buffer, 0, read);
            }
        }

        return text.Length > MostOutput ? null : text.ToString();
    }

    private static void Kill(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception failure) when (failure is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It has ended by itself.
        }
    }
}
