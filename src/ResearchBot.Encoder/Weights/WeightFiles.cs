using System.Security.Cryptography;
using System.Text;

namespace ResearchBot.Encoder.Weights;

/// <summary>Reads the published files; each is compared with its hash before anything in it is used.</summary>
internal static class WeightFiles
{
    private static readonly byte[] List = ReadList();
    private static readonly Dictionary<string, string> HashOf = Encoding.ASCII.GetString(List)
        .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .ToDictionary(line => line[66..], line => line[..64]);

    /// <summary>One hash for all files together, in lower-case hex.</summary>
    public static string HashOfAll { get; } = Convert.ToHexStringLower(SHA256.HashData(List));

    /// <summary>The names of all files, of which none may be missing.</summary>
    public static IReadOnlyCollection<string> Names => HashOf.Keys;

    public static byte[] Read(string folder, string name)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(Path.Combine(folder, name));
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            throw EncoderWeightsException.Missing(folder, name);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw EncoderWeightsException.Unreadable(folder, name, fault);
        }

        return Convert.ToHexStringLower(SHA256.HashData(bytes)) == HashOf[name]
            ? bytes
            : throw EncoderWeightsException.Damaged(folder, name);
    }

    private static byte[] ReadList()
    {
        using var stream = typeof(WeightFiles).Assembly.GetManifestResourceStream("weights.sha256")!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
