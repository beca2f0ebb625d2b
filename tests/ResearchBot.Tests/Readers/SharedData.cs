using System.Text;

namespace ResearchBot.Tests.Readers;

/// <summary>Files of others that may stand beside the checkout; nothing of them is in the repository.</summary>
internal static class SharedData
{
    private const int LongEnough = 100;
    private const int SentencesOfAFile = 12;

    private static readonly string[] Languages =
        ["-hungarian", "-polish", "-slovak", "-slovene", "-bulgarian", "-russian", "-greek", "-turkish", "-croatian", "-czech", "-hebrew", "-arabic"];

    static SharedData() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>Throws at what it does not have.</summary>
    public static Encoding Windows1252 { get; } = Encoding.GetEncoding(1252, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);

    public static string? Find(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var set = Path.Combine(folder.FullName, "shared", "data", name);
            if (Directory.Exists(set))
            {
                return set;
            }
        }

        return null;
    }

    /// <summary>The files whose folder names their encoding; the encoding is null if .NET does not have it.</summary>
    public static IEnumerable<(string File, Encoding? Encoding, byte[] Bytes)> Encodings(string folder)
    {
        foreach (var row in File.ReadLines(Path.Combine(folder, "manifest.tsv")).Skip(1).Select(line => line.Split('\t')).Where(row => row[0] == "encoding"))
        {
            var bytes = File.ReadAllBytes(Path.Combine(folder, row[1]));
            yield return (row[6], Named(row[6].Split('/')[^2].ToLowerInvariant(), bytes), bytes);
        }
    }

    /// <summary>Lines that Windows-1252 can write, with at least one letter or mark outside ASCII.</summary>
    public static IEnumerable<string> WesternSentences(string folder)
    {
        foreach (var (_, encoding, bytes) in Encodings(folder))
        {
            var lines = (encoding?.GetString(bytes) ?? "").Split('\n', '\r').Select(line => line.Trim());
            foreach (var line in lines.Where(line => line.Length >= LongEnough && line.Any(c => c >= '\u0080') && IsWestern(line)).Take(SentencesOfAFile))
            {
                yield return line;
            }
        }
    }

    private static bool IsWestern(string line)
    {
        try
        {
            return Windows1252.GetBytes(line).Length > 0 && line.Count(c => char.IsLetter(c) || c == ' ') * 4 >= line.Length * 3;
        }
        catch (EncoderFallbackException)
        {
            return false;
        }
    }

    private static Encoding? Named(string folder, byte[] bytes)
    {
        var name = Languages.Aggregate(folder, (rest, language) => rest.Replace(language, "", StringComparison.Ordinal)) switch
        {
            "cp932" => "shift_jis",
            "maccyrillic" => "x-mac-cyrillic",
            "tis-620" or "iso-8859-11" => "windows-874",
            "cp949" => "ks_c_5601-1987",
            "utf-8-sig" or "tests" => "utf-8",
            "utf-16" => bytes[0] == 0xFE ? "utf-16BE" : "utf-16",
            "utf-16le" => "utf-16",
            "utf-32" => bytes[0] == 0 ? "utf-32BE" : "utf-32",
            "utf-32le" => "utf-32",
            var other => other,
        };
        try
        {
            return Encoding.GetEncoding(name);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
