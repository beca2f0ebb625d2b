using System.ComponentModel;
using System.Diagnostics;

namespace ResearchBot.Readers.Office.Conversion;

/// <summary>LibreOffice, where it is installed: it turns files of older and other programs into formats that are read here. It runs in the temporary
/// folder of the reading process, with a profile of its own, without macros and without following links.</summary>
public static class LibreOffice
{
    private const string Settings = """
        <?xml version="1.0" encoding="UTF-8"?>
        <oor:items xmlns:oor="http://openoffice.org/2001/registry">
        <item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution"><value>true</value></prop></item>
        <item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel"><value>3</value></prop></item>
        <item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks"><value>true</value></prop></item>
        </oor:items>
        """;

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(120);
    private static readonly string[] Names = OperatingSystem.IsWindows() ? ["soffice.com", "soffice.exe"] : ["soffice", "libreoffice"];
    private static readonly string[] Folders =
    [
        "/usr/bin", "/usr/local/bin", "/opt/libreoffice/program", "/Applications/LibreOffice.app/Contents/MacOS",
        @"C:\Program Files\LibreOffice\program",
    ];

    private static string? _profile;

    /// <summary>The program's path; null if it is not installed.</summary>
    public static string? Find() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Concat(Folders)
        .SelectMany(folder => Names, Path.Combine)
        .FirstOrDefault(File.Exists);

    /// <summary>Converts a file.</summary>
    /// <param name="from">The format by its file name end, without a dot.</param>
    /// <param name="to">As <paramref name="from"/>.</param>
    /// <param name="package">The package to install where the program is not.</param>
    /// <exception cref="RefusalException">It is not installed, or cannot open the file.</exception>
    internal static byte[] Convert(byte[] content, string from, string to, string package)
    {
        var program = Find() ?? throw new RefusalException(
            $"A .{from} file is read with LibreOffice, which is not installed here. Install the package {package}, or save the file as .{to} and load that.");
        var folder = Directory.CreateTempSubdirectory("convert-").FullName;
        try
        {
            var source = Path.Combine(folder, $"document.{from}");
            File.WriteAllBytes(source, content);
            Run(program, source, to, folder);
            var result = Path.Combine(folder, "out", $"document.{to}");
            return File.Exists(result) ? File.ReadAllBytes(result) : throw new RefusalException(
                $"LibreOffice could not open the file: it is damaged, protected with a password, or not really a .{from} file. Save it as .{to} and load that.");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Run(string program, string source, string to, string folder)
    {
        var profile = _profile ?? NewProfile();
        _profile = null;
        var start = new ProcessStartInfo(program)
        {
            ArgumentList =
            {
                "--headless", "--norestore", "--nodefault", "--nolockcheck", "--nologo", $"-env:UserInstallation={new Uri(profile)}",
                "--convert-to", to, "--outdir", Path.Combine(folder, "out"), source,
            },
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["HOME"] = folder;
        try
        {
            using var process = Process.Start(start)!;
            process.OutputDataReceived += (_, _) => { };
            process.ErrorDataReceived += (_, _) => { };
            process.BeginOutputReadLine(); // drained, since a full pipe would stop it
            process.BeginErrorReadLine();
            process.StandardInput.Close();
            if (!process.WaitForExit(Deadline))
            {
                process.Kill(entireProcessTree: true);
                throw new RefusalException($"LibreOffice took longer than {Deadline.TotalSeconds:0} s over the file. Save it as .{to} and load that.");
            }
        }
        catch (Win32Exception)
        {
            throw new RefusalException($"LibreOffice could not be started. Save the file as .{to} and load that.");
        }

        _profile = profile; // the first start takes longest; a profile that a kill may have left half written is not used again
    }

    private static string NewProfile()
    {
        var profile = Directory.CreateTempSubdirectory("libreoffice-").FullName;
        File.WriteAllText(Path.Combine(Directory.CreateDirectory(Path.Combine(profile, "user")).FullName, "registrymodifications.xcu"), Settings);
        return profile;
    }
}
