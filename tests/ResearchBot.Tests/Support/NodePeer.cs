using System.Diagnostics;

namespace ResearchBot.Tests.Support;

/// <summary>The clients in Node that the fakes are compared with, in tests/npm; installed with npm when they are first used.</summary>
internal static class NodePeer
{
    private static readonly Lazy<(string? Folder, string Why)> Installed = new(Install);

    /// <summary>Why it cannot be used, or nothing.</summary>
    public static string? Absence => Installed.Value.Folder is null ? Installed.Value.Why : null;

    /// <summary>tests/npm with its modules; only where nothing is absent.</summary>
    public static string Folder => Installed.Value.Folder!;

    private static (string? Folder, string Why) Install()
    {
        var folder = Find();
        if (folder is null)
        {
            return (null, "The folder tests/npm is not above the program.");
        }

        // Tests and benchmarks may both be the first.
        using var turn = new Mutex(initiallyOwned: false, "researchbot-npm");
        turn.WaitOne();
        try
        {
            var done = Path.Combine(folder, "node_modules", ".package-lock.json");
            if (File.Exists(done) && Directory.Exists(Path.Combine(folder, "node_modules", "emulate")))
            {
                return (folder, "");
            }

            var npm = OperatingSystem.IsWindows() ? "npm.cmd" : "npm";
            string[] arguments = ["ci", "--ignore-scripts", "--prefer-offline", "--fetch-retries=0", "--fetch-timeout=20000", "--loglevel=silent"];
            using var process = Process.Start(new ProcessStartInfo(npm, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true })!;
            process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return File.Exists(done) ? (folder, "") : (null, "npm could not install tests/npm; is a registry in reach?");
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return (null, "Node.js with npm is not on the path.");
        }
        finally
        {
            turn.ReleaseMutex();
        }
    }

    private static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var npm = Path.Combine(folder.FullName, "tests", "npm");
            if (File.Exists(Path.Combine(npm, "package.json")))
            {
                return npm;
            }
        }

        return null;
    }
}
