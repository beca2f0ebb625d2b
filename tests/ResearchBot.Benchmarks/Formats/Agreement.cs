using System.Text;
using System.Text.RegularExpressions;
using ResearchBot.Readers;

namespace ResearchBot.Benchmarks.Formats;

/// <summary>How far two texts hold the same words, as multisets.</summary>
internal static partial class Agreement
{
    public static IReadOnlyList<string> Words(string text) =>
        [.. Word().Matches(text.Normalize(NormalizationForm.FormKC).ToLowerInvariant()).Select(match => match.Value)];

    public static IReadOnlyList<string> Pairs(IReadOnlyList<string> words) => [.. words.Zip(words.Skip(1), (one, next) => $"{one} {next}")];

    /// <summary>Two empty texts agree wholly.</summary>
    public static (double Precision, double Recall) Of(IReadOnlyList<string> wanted, IReadOnlyList<string> found)
    {
        var left = wanted.CountBy(word => word).ToDictionary();
        var common = 0;
        foreach (var word in found)
        {
            if (left.TryGetValue(word, out var count) && count > 0)
            {
                left[word] = count - 1;
                common++;
            }
        }

        return (found.Count == 0 ? wanted.Count == 0 ? 1 : 0 : common / (double)found.Count, wanted.Count == 0 ? 1 : common / (double)wanted.Count);
    }

    public static double F1(double precision, double recall) => precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);

    [GeneratedRegex(@"[\p{L}\p{N}\p{M}]+")]
    private static partial Regex Word();
}

/// <summary>Compares page by page; the other program parts pages by form feeds.</summary>
internal static class PageAgreement
{
    public static double? Share(string expected, ReadDocument document)
    {
        var pages = expected.Split('\f').SkipLast(1).ToArray();
        if (pages.Length == 0)
        {
            return null;
        }

        var found = new string[pages.Length];
        Array.Fill(found, "");
        for (var i = 0; i < document.Places.Count; i++)
        {
            var end = i + 1 < document.Places.Count ? document.Places[i + 1].Start : document.Text.Length;
            if (document.Places[i].Page is { } page && page >= 1 && page <= pages.Length)
            {
                found[page - 1] += document.Text[document.Places[i].Start..end] + "\n";
            }
        }

        return pages.Zip(found, (wanted, read) => Agreement.Of(Agreement.Words(wanted), Agreement.Words(read)))
            .Average(share => Agreement.F1(share.Precision, share.Recall) >= 0.9 ? 1.0 : 0.0);
    }
}

/// <summary>Whether a file was decoded by the encoding that its folder names: 1 or 0.</summary>
internal static class EncodingAgreement
{
    public static double? Of(string path, byte[] bytes, string read)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var name = path.Split('/') is [.., var folder, _] ? folder : "";
        if (Encoding.GetEncodings().FirstOrDefault(one => Same(one.Name, name))?.GetEncoding() is not { } encoding
            && (encoding = Named(name)) is null)
        {
            return null;
        }

        var wanted = Agreement.Words(encoding.GetString(bytes)).ToHashSet();
        var letters = Agreement.Words(read).Where(word => word.Any(c => c > 127)).ToArray();
        var known = wanted.Where(word => word.Any(c => c > 127)).ToArray();
        return known.Length == 0 || (letters.Length > 0 && letters.Count(wanted.Contains) >= 0.98 * letters.Length) ? 1 : 0;
    }

    private static bool Same(string one, string other) => Squeezed(one) == Squeezed(other);

    private static string Squeezed(string name) => name.Replace("-", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal).ToLowerInvariant();

    private static Encoding? Named(string folder)
    {
        foreach (var name in (string[])[folder, folder.Split('-') is [var a, var b, ..] ? $"{a}-{b}" : folder, folder.Replace("cp", "", StringComparison.Ordinal)])
        {
            try
            {
                return int.TryParse(name, out var page) ? Encoding.GetEncoding(page) : Encoding.GetEncoding(name);
            }
            catch (Exception unknown) when (unknown is ArgumentException or NotSupportedException)
            {
                // the next form of the name
            }
        }

        return null;
    }
}
