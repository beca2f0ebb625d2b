using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace ResearchBot.Readers;

/// <summary>Tables as text with delimiters: a header and rows. The delimiter, the quotes and the header are told from the file itself.</summary>
public sealed class CsvFileReader : DocumentReader
{
    private const int MostTitles = 10;

    public override IReadOnlyList<string> Extensions { get; } = [".csv", ".tsv", ".tab", ".psv"];

    public override ReadDocument Read(FileToRead file)
    {
        var text = LineEnds.ToLineFeed(TextDecoder.Decode(file.Content));
        var form = CsvForm.Of(text, file.Name.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) ? ',' : '\t');
        var builder = new DocumentBuilder(file.Limits.MaxCharacters);
        var (header, titles) = ((int?)null, 0);
        var (isTable, isNote) = (false, false);
        foreach (var row in form.Rows(text))
        {
            if (row.IsNote)
            {
                Note(builder, row, form, isNote);
                isNote = true;
                continue;
            }

            builder.End();
            isNote = false;
            builder.Place = new PlaceMark(0) { Row = row.Number, Line = row.Line };
            if (!isTable && titles < MostTitles && form.IsTitle(row.Cells))
            {
                builder.Add(BlockKind.Paragraph, string.Join(' ', row.Cells.Where(cell => cell.Length > 0)));
                titles++;
            }
            else if (!isTable && form.HasHeader(row.Cells))
            {
                header = builder.AddRow(row.Cells, isHeader: true);
                isTable = true;
            }
            else
            {
                builder.AddRow(row.Cells, header);
                isTable = true;
            }
        }

        return builder.Build();
    }

    /// <summary>Comment lines that follow each other are one note.</summary>
    private static void Note(DocumentBuilder builder, CsvRow row, CsvForm form, bool isContinued)
    {
        if (isContinued)
        {
            builder.NewLine();
        }
        else
        {
            builder.Begin(BlockKind.Note);
        }

        builder.Place = new PlaceMark(0) { Row = row.Number, Line = row.Line };
        builder.Write(string.Join(form.Delimiter, row.Cells).TrimStart('#'));
    }
}

/// <summary>A record of a table file.</summary>
/// <param name="Number">As a spreadsheet counts it, empty lines included.</param>
/// <param name="Line">The line of the file that it starts in.</param>
/// <param name="IsNote">Whether it is a comment line.</param>
internal sealed record CsvRow(int Number, int Line, string[] Cells, bool IsNote);

/// <summary>How a table file is written.</summary>
/// <param name="HasQuotes">Whether cells may stand in quotes; if not, a quote is a character as any other.</param>
/// <param name="Columns">The number of cells that most rows have.</param>
internal sealed record CsvForm(char Delimiter, char Quote, bool HasQuotes, int Columns, string[][] Sample)
{
    private const int SampleLength = 64 * 1024;
    private const int SampleRows = 200;

    /// <summary>As many as spreadsheets have.</summary>
    private const int MostCells = 16_384;

    /// <summary>A cell in quotes with more line ends has lost its closing quote.</summary>
    private const int MostLinesInCell = 200;

    private static readonly char[] Delimiters = [',', ';', '\t', '|', '^', ':'];

    /// <param name="usual">The delimiter where nothing speaks for another one.</param>
    public static CsvForm Of(string text, char usual)
    {
        var sample = text.Length <= SampleLength ? text : text[..Math.Max(text.LastIndexOf('\n', SampleLength), SampleLength / 2)];
        var stated = Stated(text);
        var best = new CsvForm(stated ?? usual, '"', HasQuotes: true, 1, []);
        var bestScore = 0.0;
        foreach (var delimiter in stated is { } one ? [one] : Delimiters)
        {
            var quote = QuotedCells(sample, delimiter, '"') == 0 && QuotedCells(sample, delimiter, '\'') > 2 ? '\'' : '"';
            var form = new CsvForm(delimiter, quote, HasQuotes: true, 1, []);
            var rows = form.Rows(sample).Where(row => !row.IsNote).Take(SampleRows).Select(row => row.Cells).ToArray();
            var (columns, share) = Widths(rows);
            var several = rows.Count(row => row.Length > 1) / (double)Math.Max(1, rows.Length);
            var score = columns < 2 ? 0 : share * several * (1 + Math.Min(columns, 20) * 0.01) * (delimiter == usual ? 1.1 : delimiter == ':' ? 0.5 : 1);
            if (score > bestScore)
            {
                (best, bestScore) = (form with { Columns = columns, Sample = rows }, score);
            }
        }

        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (line.Length > MostCells && line.Count(best.Delimiter) > MostCells)
            {
                throw new RefusalException($"A row has more than {MostCells:N0} cells, which is the most that is read.");
            }
        }

        return best.LosesQuotes(text) ? best with { HasQuotes = false } : best;
    }

    /// <summary>The rows that are not empty.</summary>
    public IEnumerable<CsvRow> Rows(string text)
    {
        using var parser = new CsvParser(new StringReader(text), new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = Delimiter.ToString(), Quote = Quote, Escape = Quote, Mode = HasQuotes ? CsvMode.RFC4180 : CsvMode.NoEscape,
            NewLine = "\n", BadDataFound = null, IgnoreBlankLines = false, TrimOptions = TrimOptions.Trim,
        });
        var line = 1;
        while (parser.Read())
        {
            var cells = parser.Record ?? [];
            var isStatement = line == 1 && Stated(text) is not null;
            if (!isStatement && Array.Exists(cells, cell => !string.IsNullOrWhiteSpace(cell)))
            {
                yield return new CsvRow(parser.Row, line, cells, IsNote: cells[0].StartsWith('#') && cells.Length < Math.Max(2, Columns));
            }

            line = parser.RawRow + 1;
        }
    }

    /// <summary>Whether a row before the table is its title: it has one cell where the table has several.</summary>
    public bool IsTitle(string[] cells) => Columns > 2 && cells.Count(cell => !string.IsNullOrWhiteSpace(cell)) == 1;

    /// <summary>Whether the first row names the columns: it is words alone, each another one, or the years of a series.</summary>
    public bool HasHeader(string[] cells)
    {
        var names = cells.Select(cell => cell.Trim()).Where(cell => cell.Length > 0).ToArray();
        var width = Array.FindLastIndex(cells, cell => !string.IsNullOrWhiteSpace(cell)) + 1;
        return Columns > 1 && Sample.Length > 1 && names.Length * 2 > width && names.Distinct().Count() * 10 >= names.Length * 9
            && !names.Any(name => CsvValues.IsValue(name) && !CsvValues.IsYear(name)) && !names.All(CsvValues.IsYear);
    }

    /// <summary>Excel's first line that names the delimiter.</summary>
    private static char? Stated(string text) =>
        text.Length > 5 && text.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && text[5] is '\n' ? text[4] : null;

    private static (int Columns, double Share) Widths(string[][] rows)
    {
        if (rows.Length == 0)
        {
            return (0, 0);
        }

        var most = rows.GroupBy(row => row.Length).OrderByDescending(group => group.Count()).ThenByDescending(group => group.Key).First();
        return (most.Key, most.Count() / (double)rows.Length);
    }

    private static int QuotedCells(string sample, char delimiter, char quote) =>
        sample.AsSpan().Count($"{delimiter}{quote}") + sample.AsSpan().Count($"{quote}{delimiter}");

    private bool LosesQuotes(string text) => Rows(text).Any(row => row.Cells.Any(cell => cell.AsSpan().Count('\n') > MostLinesInCell));
}

/// <summary>Cells that hold a value, as opposed to a name.</summary>
internal static class CsvValues
{
    public static bool IsYear(string cell) => cell.Length == 4 && cell.All(char.IsAsciiDigit) && cell[0] is '1' or '2' && cell[..2] is "18" or "19" or "20";

    /// <summary>A number, date or address.</summary>
    public static bool IsValue(string cell)
    {
        var digits = cell.Count(char.IsAsciiDigit);
        return (digits > 0 && cell.All(c => char.IsAsciiDigit(c) || " .,:/+-%$€£()T".Contains(c)))
            || cell.Contains('@') || cell.StartsWith("http", StringComparison.OrdinalIgnoreCase);
    }
}
