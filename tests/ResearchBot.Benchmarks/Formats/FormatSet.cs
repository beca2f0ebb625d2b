using System.Globalization;
using System.IO.Compression;
using ResearchBot.Readers;

namespace ResearchBot.Benchmarks.Formats;

/// <summary>Measures the readers on a folder of files with the text that other programs give for them: <c>manifest.tsv</c> (format, file, oracles,
/// category, repository, commit, path) and <c>oracle/ID.PROGRAM.txt</c>.</summary>
internal static class FormatSet
{
    private static readonly string[] Programs = ["gold", "pdftotext", "libreoffice", "pandoc"];

    /// <summary>Reads the files of the chosen formats, or all, and prints one line per format; with <c>--each</c> one line per file as well.</summary>
    public static async Task<int> RunAsync(string[] arguments)
    {
        var each = arguments.Contains("--each");
        var words = arguments.Where(argument => argument != "--each").ToArray();
        if (words.Length == 0 || !File.Exists(Path.Combine(words[0], "manifest.tsv")))
        {
            await Console.Error.WriteLineAsync("Say which folder: formats DIR [FORMAT...] [--each]. It holds a manifest.tsv and a folder oracle.");
            return 2;
        }

        var results = new List<FormatResult>();
        using var plain = new ReadingChild(usesPrograms: false);
        using var converting = new ReadingChild(usesPrograms: true);
        foreach (var entry in Entries(words[0]).Where(entry => words.Length == 1 || words.Skip(1).Contains(entry.Format)))
        {
            var result = await MeasureAsync(words[0], entry, entry.Format == "pdf" ? plain : converting);
            results.Add(result);
            if (each)
            {
                Console.WriteLine(result.Line);
            }
        }

        Console.WriteLine(FormatTotals.Head);
        foreach (var format in results.GroupBy(result => result.Entry.Format).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            Console.WriteLine(FormatTotals.Line(format.Key, [.. format]));
        }

        return 0;
    }

    private static IEnumerable<FormatEntry> Entries(string folder) => File.ReadLines(Path.Combine(folder, "manifest.tsv"))
        .Skip(1)
        .Select(line => line.Split('\t'))
        .Where(cells => cells.Length >= 7)
        .Select(cells => new FormatEntry(cells[0], cells[1], cells[3], cells[6]));

    private static async Task<FormatResult> MeasureAsync(string folder, FormatEntry entry, ReadingChild child)
    {
        var bytes = await File.ReadAllBytesAsync(Path.Combine(folder, entry.File));
        var name = Path.GetFileName(entry.File);
        if (entry.Format == "webpage")
        {
            (bytes, name) = (Unzip(bytes), Path.ChangeExtension(name, ".html"));
        }

        var read = await child.ReadAsync(name, bytes);
        if (entry.Format == "encoding")
        {
            return new FormatResult(entry, read) { F1 = read.Document is null ? null : EncodingAgreement.Of(entry.Path, bytes, read.Document.Text) };
        }

        var oracle = Programs
            .Select(program => Path.Combine(folder, "oracle", $"{Path.GetFileNameWithoutExtension(entry.File)}.{program}.txt"))
            .FirstOrDefault(File.Exists);
        if (oracle is null)
        {
            return new FormatResult(entry, read);
        }

        var expected = await File.ReadAllTextAsync(oracle);
        if (Agreement.Words(expected).Count == 0)
        {
            return new FormatResult(entry, read); // nothing to compare with
        }

        if (read.Document is null)
        {
            return new FormatResult(entry, read) { HasOracle = true };
        }

        var (wanted, found) = (Agreement.Words(expected), Agreement.Words(read.Document.Text));
        var (precision, recall) = Agreement.Of(wanted, found);
        var (bigramPrecision, bigramRecall) = Agreement.Of(Agreement.Pairs(wanted), Agreement.Pairs(found));
        return new FormatResult(entry, read)
        {
            HasOracle = true,
            Recall = recall,
            Precision = precision,
            F1 = Agreement.F1(precision, recall),
            BigramF1 = Agreement.F1(bigramPrecision, bigramRecall),
            PagesOver90 = entry.Format == "pdf" ? PageAgreement.Share(expected, read.Document) : null,
            Pages = expected.Count(c => c == '\f'),
        };
    }

    private static byte[] Unzip(byte[] bytes)
    {
        using var unzipped = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
        using var whole = new MemoryStream();
        unzipped.CopyTo(whole);
        return whole.ToArray();
    }
}

/// <summary>A line of the manifest.</summary>
/// <param name="Path">The file's path where it comes from.</param>
internal sealed record FormatEntry(string Format, string File, string Category, string Path);

/// <summary>What reading a file gave, and how it agrees with the other program's text; null where there is none to compare with.</summary>
internal sealed record FormatResult(FormatEntry Entry, ReadFile Read)
{
    public bool HasOracle { get; init; }
    public double? Recall { get; init; }
    public double? Precision { get; init; }
    public double? F1 { get; init; }
    public double? BigramF1 { get; init; }

    /// <summary>The share of a PDF's pages whose words agree with an F1 of .9 or more.</summary>
    public double? PagesOver90 { get; init; }

    /// <summary>Pages of the other program's text.</summary>
    public int Pages { get; init; }

    public string Line => string.Create(
        CultureInfo.InvariantCulture,
        $"{Entry.File,-40} F1 {F1:0.000} recall {Recall:0.000} precision {Precision:0.000} pairs {BigramF1:0.000} {Read.Milliseconds,7:0} ms {Read.Outcome}");
}

/// <summary>The table's lines.</summary>
internal static class FormatTotals
{
    public const string Head =
        "format     files  read refused  died  oracle-read  F1    natural  >=.95  recall  median-recall  precision  pairs  pages>=.9  ms/file  ms/page";

    public static string Line(string format, IReadOnlyList<FormatResult> results)
    {
        var scored = results.Where(result => result.F1 is not null).ToArray();
        var natural = scored.Where(result => result.Entry.Category == "natural").ToArray();
        var oracles = results.Where(result => result.HasOracle).ToArray();
        var measured = results.Where(result => result.Read.Document is not null).ToArray();
        var pages = results.Where(result => result.Read.Document is not null).Sum(result => result.Pages);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{format,-10} {results.Count,5} {measured.Length,5} {results.Count(result => result.Read.Refused is not null),7} {results.Count(result => result.Read.Died),5}" +
            $"  {Share(oracles, result => result.Read.Document is not null),11}  {Mean(scored, result => result.F1)}  {Mean(natural, result => result.F1),7}  {Share(scored, result => result.F1 >= 0.95),5}" +
            $"  {Mean(scored, result => result.Recall),6}  {Median(scored, result => result.Recall),13}  {Mean(scored, result => result.Precision),9}  {Mean(scored, result => result.BigramF1),5}" +
            $"  {Mean(scored, result => result.PagesOver90),9}  {(measured.Length == 0 ? 0 : measured.Average(result => result.Read.Milliseconds)),7:0.0}" +
            $"  {(pages == 0 ? 0 : measured.Sum(result => result.Read.Milliseconds) / pages),7:0.0}");
    }

    private static string Mean(FormatResult[] results, Func<FormatResult, double?> value)
    {
        var values = results.Select(value).OfType<double>().ToArray();
        return values.Length == 0 ? "-" : values.Average().ToString("0.000", CultureInfo.InvariantCulture);
    }

    private static string Median(FormatResult[] results, Func<FormatResult, double?> value)
    {
        var values = results.Select(value).OfType<double>().Order().ToArray();
        return values.Length == 0 ? "-" : values[values.Length / 2].ToString("0.000", CultureInfo.InvariantCulture);
    }

    private static string Share(FormatResult[] results, Func<FormatResult, bool> holds) =>
        results.Length == 0 ? "-" : (results.Count(holds) / (double)results.Length).ToString("0.000", CultureInfo.InvariantCulture);
}
