using System.Globalization;
using System.Text;
using ResearchBot.Readers.Pdf;

namespace ResearchBot.Readers.Recognition;

/// <summary>The words that were recognised on a page, by line.</summary>
/// <param name="Height">Of the page, in pixels.</param>
internal sealed record RecognisedWords(int Height, IReadOnlyList<RecognisedLine> Lines)
{
    /// <summary>The length of a pixel in points.</summary>
    public double Scale { get; init; } = 0.36;

    /// <summary>Reads Tesseract's table: level, page, block, paragraph, line, word, left, top, width, height, confidence, text.</summary>
    public static IReadOnlyList<RecognisedWords> Parse(string table)
    {
        var pages = new List<RecognisedWords>();
        var lines = new List<RecognisedLine>();
        foreach (var row in table.Split('\n').Skip(1))
        {
            var cells = row.Split('\t');
            if (cells.Length < 12 || !TryRead(cells, out var box))
            {
                continue;
            }

            switch (cells[0])
            {
                case "1":
                    pages.Add(new RecognisedWords(box.Height, lines = []));
                    break;
                case "4":
                    lines.Add(new RecognisedLine(box, []));
                    break;
                case "5" when lines.Count > 0 && cells[11].Trim() is { Length: > 0 } text:
                    lines[^1].Words.Add((text, box));
                    break;
            }
        }

        return pages;
    }

    /// <summary>Reads what <see cref="ToText"/> wrote.</summary>
    /// <returns>Null if it is something else.</returns>
    public static RecognisedWords? FromText(string text)
    {
        var rows = text.Split('\n');
        if (rows[0].Split(' ') is not [var height, var scale] || !int.TryParse(height, CultureInfo.InvariantCulture, out var pixels)
            || !double.TryParse(scale, CultureInfo.InvariantCulture, out var points))
        {
            return null;
        }

        var lines = new List<RecognisedLine>();
        foreach (var row in rows.Skip(1))
        {
            var cells = row.Split(' ');
            if (cells.Length != 5 || !TryRead(cells, out var box))
            {
                continue;
            }

            if (cells[4].Length == 0)
            {
                lines.Add(new RecognisedLine(box, []));
            }
            else if (lines.Count > 0)
            {
                lines[^1].Words.Add((cells[4], box));
            }
        }

        return new RecognisedWords(pixels, lines) { Scale = points };
    }

    /// <summary>A short form that can be kept.</summary>
    public string ToText()
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{Height} {Scale}");
        foreach (var line in Lines)
        {
            Append(line.Box, "");
            line.Words.ForEach(word => Append(word.Box, word.Text));
        }

        return text.ToString();

        void Append(PixelBox box, string word) => text.Append(CultureInfo.InvariantCulture, $"\n{box.Left} {box.Top} {box.Width} {box.Height} {word}");
    }

    /// <summary>The words as a page's lines; those of nearly one height are taken for one size of type, since letters differ in height.</summary>
    public List<PageLine> ToLines()
    {
        var heights = Lines.Where(line => line.Words.Count > 0).Select(line => line.Box.Height).Order().ToList();
        var usual = heights.Count == 0 ? 1 : heights[heights.Count / 2];
        var words = Lines.SelectMany(line =>
        {
            var height = line.Box.Height > 0.6 * usual && line.Box.Height < 1.45 * usual ? usual : line.Box.Height;
            var at = (Height - line.Box.Top - line.Box.Height + (0.2 * height)) * Scale;
            return line.Words.Select(word => new PageWord(word.Text, word.Box.Left * Scale, (word.Box.Left + word.Box.Width) * Scale, at, 0.95 * height * Scale, false));
        });
        return LineBuilder.FromWords(words, PageRules.None);
    }

    private static bool TryRead(string[] cells, out PixelBox box)
    {
        var from = cells.Length == 5 ? 0 : 6;
        var read = new int[4];
        for (var i = 0; i < read.Length; i++)
        {
            if (!int.TryParse(cells[from + i], CultureInfo.InvariantCulture, out read[i]))
            {
                box = default;
                return false;
            }
        }

        box = new PixelBox(read[0], read[1], read[2], read[3]);
        return true;
    }
}

/// <summary>A line of recognised words.</summary>
internal sealed record RecognisedLine(PixelBox Box, List<(string Text, PixelBox Box)> Words);

/// <summary>A rectangle of a picture, in pixels from its upper left corner.</summary>
internal readonly record struct PixelBox(int Left, int Top, int Width, int Height);
