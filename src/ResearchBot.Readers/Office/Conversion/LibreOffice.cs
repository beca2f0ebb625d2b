namespace ResearchBot.Readers.Office.Conversion;

/// <summary>LibreOffice, where it is installed: it turns files of older and other programs into formats that are read here. It runs with a profile of its
/// own in the temporary folder of the reading process, without macros and without following links.</summary>
internal static class LibreOffice
{
    private const string Program = "soffice";

    private const string Settings = """
        <?xml version="1.0" encoding="UTF-8"?>
        <oor:items xmlns:oor="http://openoffice.org/2001/registry">
        <item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution"><value>true</value></prop></item>
        <item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel"><value>3</value></prop></item>
        <item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks"><value>true</value></prop></item>
        </oor:items>
        """;

    private static string? _profile;

    public static bool IsInstalled => OutsideProgram.IsInstalled(Program);

    /// <summary>Converts a file.</summary>
    /// <param name="from">Its format, as a file name's end without a dot.</param>
    /// <param name="to">The wanted one: docx, pptx or xlsx.</param>
    /// <exception cref="RefusalException">It is not installed, or cannot open the file.</exception>
    public static byte[] Convert(FileToRead file, string from, string to)
    {
        if (!IsInstalled)
        {
            throw new RefusalException($"A .{from} file is read with LibreOffice, which is not installed. Install {PackageFor(to)}, or save the file as .{to} and load that.");
        }

        var folder = Directory.CreateTempSubdirectory("convert-").FullName;
        try
        {
            var source = Path.Combine(folder, $"document.{from}");
            File.WriteAllBytes(source, file.Content);
            Run(source, to, folder, TimeSpan.FromSeconds(file.Limits.DeadlineSeconds * 0.85));
            var result = Path.Combine(folder, "out", $"document.{to}");
            return File.Exists(result) ? File.ReadAllBytes(result) : throw new RefusalException(
                $"LibreOffice could not open the file: it is damaged, protected with a password, too large, or needs {PackageFor(to)}. Save it as .{to} and load that.");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string PackageFor(string to) => to switch
    {
        "docx" => "libreoffice-writer",
        "pptx" => "libreoffice-impress",
        _ => "libreoffice-calc",
    };

    private static void Run(string source, string to, string folder, TimeSpan deadline)
    {
        var profile = _profile ?? NewProfile();
        _profile = null;
        string[] arguments =
        [
            "--headless", "--norestore", "--nodefault", "--nolockcheck", "--nologo", $"-env:UserInstallation={new Uri(profile)}",
            "--convert-to", to, "--outdir", Path.Combine(folder, "out"), source,
        ];
        if (OutsideProgram.Run(Program, arguments, folder, deadline) is not null)
        {
            _profile = profile; // the first start takes longest; what a kill may have left half written is not used again
        }
    }

    private static string NewProfile()
    {
        var profile = Directory.CreateTempSubdirectory("libreoffice-").FullName;
        File.WriteAllText(Path.Combine(Directory.CreateDirectory(Path.Combine(profile, "user")).FullName, "registrymodifications.xcu"), Settings);
        return profile;
    }
}
