using System.Diagnostics;
using System.Text;

namespace ResearchBot.Tests.Encoder;

/// <summary>The reference in Node, tests/npm/sentence-encoder.mjs; installed with npm when it is first used.</summary>
internal static class NodePeer
{
    private static readonly Lazy<(string? Folder, string Why)> Installed = new(Install);

    /// <summary>Why it cannot be used, or nothing.</summary>
    public static string? Absence => Installed.Value.Folder is null ? Installed.Value.Why : null;

    /// <summary>tests/npm with its modules; only where nothing is absent.</summary>
    public static string Folder => Installed.Value.Folder!;

    /// <summary>Starts `node sentence-encoder.mjs` with these arguments.</summary>
    public static Process Start(params string[] arguments) =>
        Process.Start(new ProcessStartInfo("node", ["sentence-encoder.mjs", .. arguments])
        {
            WorkingDirectory = Installed.Value.Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;

    /// <summary>Runs it to its end.</summary>
    public static async Task RunAsync(string[] arguments, CancellationToken cancellationToken)
    {
        using var process = Start(arguments);
        await process.WaitForExitAsync(cancellationToken);
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"node {string.Join(' ', arguments)} ended with {process.ExitCode}.");
        }
    }

    /// <summary>Writes texts as the script reads them: UTF-16 as it is, so that half pairs survive.</summary>
    public static void WriteTexts(string file, IEnumerable<string> texts)
    {
        using var writer = new BinaryWriter(File.Create(file));
        foreach (var text in texts)
        {
            writer.Write(text.Length);
            foreach (var unit in text)
            {
                writer.Write((ushort)unit);
            }
        }
    }

    /// <summary>Reads texts that the script wrote.</summary>
    public static List<string> ReadTexts(string file)
    {
        using var reader = new BinaryReader(File.OpenRead(file));
        var texts = new List<string>();
        while (reader.BaseStream.Position < reader.BaseStream.Length)
        {
            var text = new StringBuilder();
            for (var left = reader.ReadInt32(); left > 0; left--)
            {
                text.Append((char)reader.ReadUInt16());
            }

            texts.Add(text.ToString());
        }

        return texts;
    }

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
            if (File.Exists(Path.Combine(npm, "sentence-encoder.mjs")))
            {
                return npm;
            }
        }

        return null;
    }
}
