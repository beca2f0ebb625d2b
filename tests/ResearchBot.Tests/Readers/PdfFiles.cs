using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using ResearchBot.Readers;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Fonts.Standard14Fonts;
using UglyToad.PdfPig.Writer;

namespace ResearchBot.Tests.Readers;

/// <summary>A PDF that a test draws. Places are in points from the upper left corner of the page.</summary>
[SuppressMessage("Design", "CA1001", Justification = "The builder holds memory only.")]
internal sealed class PdfFile
{
    public const double Height = 842;

    private readonly PdfDocumentBuilder _builder = new();
    private readonly PdfDocumentBuilder.AddedFont _plain;
    private readonly PdfDocumentBuilder.AddedFont _bold;
    private PdfPageBuilder _page;

    public PdfFile()
    {
        _plain = _builder.AddStandard14Font(Standard14Font.Helvetica);
        _bold = _builder.AddStandard14Font(Standard14Font.HelveticaBold);
        _page = _builder.AddPage(PageSize.A4);
    }

    public PdfDocumentBuilder.DocumentInformationBuilder Information => _builder.DocumentInformation;

    public PdfPageBuilder Page => _page;

    public PdfFile NewPage()
    {
        _page = _builder.AddPage(PageSize.A4);
        return this;
    }

    public PdfFile Text(double left, double down, string text, double size = 10, bool bold = false)
    {
        _page.AddText(text, size, new PdfPoint(left, Height - down), bold ? _bold : _plain);
        return this;
    }

    /// <summary>Lines of one column, 12 points apart.</summary>
    public PdfFile Lines(double left, double down, params string[] lines)
    {
        foreach (var (i, line) in lines.Index())
        {
            Text(left, down + (12 * i), line);
        }

        return this;
    }

    public PdfFile Rule(double left, double down, double right, double downTo)
    {
        _page.DrawLine(new PdfPoint(left, Height - down), new PdfPoint(right, Height - downTo));
        return this;
    }

    /// <summary>A table with lines around its cells, each 20 points high.</summary>
    public PdfFile Table(double left, double down, double cellWidth, params string[][] rows)
    {
        var (right, bottom) = (left + (cellWidth * rows[0].Length), down + (20 * rows.Length));
        for (var row = 0; row <= rows.Length; row++)
        {
            Rule(left, down + (20 * row), right, down + (20 * row));
        }

        for (var column = 0; column <= rows[0].Length; column++)
        {
            Rule(left + (cellWidth * column), down, left + (cellWidth * column), bottom);
        }

        foreach (var (row, cells) in rows.Index())
        {
            foreach (var (column, cell) in cells.Index().Where(cell => cell.Item.Length > 0))
            {
                Text(left + (cellWidth * column) + 4, down + (20 * row) + 14, cell);
            }
        }

        return this;
    }

    public byte[] Bytes() => _builder.Build();

    public ReadDocument Read() => Files.Read("a.pdf", Bytes());
}

/// <summary>A PDF that is written object by object.</summary>
internal static class RawPdf
{
    public const string Font = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>";

    /// <summary>A font whose bytes A to F stand for the first Hebrew letters.</summary>
    public const string HebrewFont = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding<</Type/Encoding"
        + "/Differences[65/afii57664/afii57665/afii57666/afii57667/afii57668/afii57669]>>>>";

    /// <summary>A document of pages with these contents, which use the font F1.</summary>
    public static byte[] Of(IEnumerable<byte[]> contents, string pageExtra = "", string catalogExtra = "", string trailerExtra = "", params string[] objects)
    {
        var streams = contents.ToList();
        var first = 4 + objects.Length;
        var parts = new List<byte[]>
        {
            Latin($"<</Type/Catalog/Pages 2 0 R {catalogExtra}>>"),
            Latin($"<</Type/Pages/Count {streams.Count}/Kids[{string.Join(' ', streams.Select((_, i) => $"{first + (2 * i)} 0 R"))}]>>"),
            Latin(objects.Length > 0 && objects[0].StartsWith("<</Type/Font", StringComparison.Ordinal) ? objects[0] : Font),
        };
        parts.AddRange(objects.Select(Latin));
        foreach (var (i, stream) in streams.Index())
        {
            parts.Add(Latin($"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>/Contents {first + (2 * i) + 1} 0 R {pageExtra}>>"));
            parts.Add(stream);
        }

        return Written(parts, trailerExtra);
    }

    public static byte[] Stream(string content) => Stream(Encoding.Latin1.GetBytes(content), "");

    public static byte[] Stream(byte[] content, string extra) =>
        [.. Latin($"<</Length {content.Length}{extra}>>\nstream\n"), .. content, .. Latin("\nendstream")];

    public static byte[] Packed(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest))
        {
            zlib.Write(content);
        }

        return packed.ToArray();
    }

    /// <summary>Text at a place from the lower left corner.</summary>
    public static string Show(string text, double left, double up, double size = 12) =>
        string.Create(CultureInfo.InvariantCulture, $"BT /F1 {size} Tf {left} {up} Td ({text}) Tj ET\n");

    private static byte[] Latin(string text) => Encoding.Latin1.GetBytes(text);

    private static byte[] Written(List<byte[]> objects, string trailerExtra)
    {
        using var file = new MemoryStream();
        file.Write("%PDF-1.7\n"u8);
        var offsets = new List<long>();
        foreach (var (i, part) in objects.Index())
        {
            offsets.Add(file.Position);
            file.Write([.. Latin($"{i + 1} 0 obj\n"), .. part, .. Latin("\nendobj\n")]);
        }

        var start = file.Position;
        var table = string.Concat(offsets.Select(offset => $"{offset:0000000000} 00000 n \n"));
        file.Write(Latin($"xref\n0 {objects.Count + 1}\n0000000000 65535 f \n{table}trailer\n<</Size {objects.Count + 1}/Root 1 0 R{trailerExtra}>>\nstartxref\n{start}\n%%EOF\n"));
        return file.ToArray();
    }
}
