using System.IO.Compression;
using System.Text;

namespace ResearchBot.Tests.Readers.Office;

/// <summary>Makes Office files part by part.</summary>
internal static class OfficeFiles
{
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string PackageRelations = "http://schemas.openxmlformats.org/package/2006/relationships";

    public static byte[] Zip(params ReadOnlySpan<(string Name, string Content)> parts)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in parts)
            {
                using var part = zip.CreateEntry(name, CompressionLevel.Fastest).Open();
                part.Write(Encoding.UTF8.GetBytes(content));
            }
        }

        return bytes.ToArray();
    }

    /// <summary>The relationships of a part: id, type's last segment, target; an address is outside of the file.</summary>
    public static string Rels(params ReadOnlySpan<(string Id, string Type, string Target)> relations)
    {
        var xml = new StringBuilder($"<Relationships xmlns=\"{PackageRelations}\">");
        foreach (var (id, type, target) in relations)
        {
            var mode = target.Contains("://", StringComparison.Ordinal) ? " TargetMode=\"External\"" : "";
            xml.Append($"<Relationship Id=\"{id}\" Type=\"{Relations}/{type}\" Target=\"{target}\"{mode}/>");
        }

        return xml.Append("</Relationships>").ToString();
    }

    /// <summary>A word processor's document with a body and further parts.</summary>
    public static byte[] Docx(string body, params ReadOnlySpan<(string Name, string Content)> parts) => Zip(
    [
        Types("wordprocessingml.document"), ("_rels/.rels", Rels(("r1", "officeDocument", "word/document.xml"), ("r2", "extended-properties", "docProps/app.xml"),
            ("r3", "metadata/core-properties", "docProps/core.xml"))),
        ("word/document.xml", Word("document", $"<w:body>{body}</w:body>")),
        ("word/_rels/document.xml.rels", Rels(("s", "styles", "styles.xml"), ("n", "numbering", "numbering.xml"), ("f", "footnotes", "footnotes.xml"),
            ("c", "comments", "comments.xml"), ("l", "hyperlink", "https://example.org/a"), ("ch", "chart", "charts/chart1.xml"), ("h1", "header", "header1.xml"))),
        .. parts,
    ]);

    /// <summary>A part of such a document.</summary>
    public static string Word(string root, string content, string space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main") =>
        $"""
        <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
        <w:{root} xmlns:w="{space}" xmlns:r="{Relations}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
          xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml"
          xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart">{content}</w:{root}>
        """;

    /// <summary>A paragraph with properties and one run.</summary>
    public static string P(string text, string properties = "", string run = "") =>
        $"<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{run}</w:rPr><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>";

    /// <summary>A table's row of one paragraph a cell.</summary>
    public static string Tr(string properties, params ReadOnlySpan<string> cells)
    {
        var row = new StringBuilder($"<w:tr><w:trPr>{properties}</w:trPr>");
        foreach (var cell in cells)
        {
            row.Append($"<w:tc>{P(cell)}</w:tc>");
        }

        return row.Append("</w:tr>").ToString();
    }

    /// <summary>Slides, each as the content of its shape tree, and further parts.</summary>
    public static byte[] Pptx(string[] slides, params ReadOnlySpan<(string Name, string Content)> parts)
    {
        var all = new List<(string, string)>
        {
            Types("presentationml.presentation"), ("_rels/.rels", Rels(("r1", "officeDocument", "ppt/presentation.xml"))),
            ("ppt/presentation.xml", Slide("presentation", "<p:sldIdLst>" + string.Concat(slides.Select((_, i) => $"<p:sldId id=\"{256 + i}\" r:id=\"s{i + 1}\"/>"))
                + "</p:sldIdLst><p:sldSz cx=\"9144000\" cy=\"6858000\"/>")),
            ("ppt/_rels/presentation.xml.rels", Rels([.. slides.Select((_, i) => ($"s{i + 1}", "slide", $"slides/slide{i + 1}.xml"))])),
        };
        all.AddRange(slides.Select((content, i) => ($"ppt/slides/slide{i + 1}.xml", content.StartsWith('<') && !content.StartsWith("<p:sp", StringComparison.Ordinal)
            && !content.StartsWith("<p:graphic", StringComparison.Ordinal) ? content : Slide("sld", Tree(content)))));
        all.AddRange(parts);
        return Zip([.. all]);
    }

    public static string Tree(string shapes) => $"<p:cSld><p:spTree>{shapes}</p:spTree></p:cSld>";

    public static string Slide(string root, string content, string attributes = "") =>
        $"""
        <p:{root} {attributes} xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" xmlns:r="{Relations}"
          xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"
          xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram">{content}</p:{root}>
        """;

    /// <summary>A shape with paragraphs.</summary>
    public static string Sp(string? placeholder, string paragraphs, string shape = "") =>
        $"<p:sp><p:nvSpPr><p:cNvPr id=\"2\" name=\"x\"/><p:nvPr>{(placeholder is null ? "" : $"<p:ph type=\"{placeholder}\"/>")}</p:nvPr></p:nvSpPr>"
        + $"<p:spPr>{shape}</p:spPr><p:txBody>{paragraphs}</p:txBody></p:sp>";

    public static string Ap(string text, string properties = "") => $"<a:p><a:pPr {properties}/><a:r><a:rPr/><a:t>{text}</a:t></a:r></a:p>";

    /// <summary>A workbook of named sheets, each the content of its root, and further parts.</summary>
    public static byte[] Xlsx((string Name, string Content)[] sheets, params ReadOnlySpan<(string Name, string Content)> parts)
    {
        var all = new List<(string, string)>
        {
            Types("spreadsheetml.sheet"), ("_rels/.rels", Rels(("r1", "officeDocument", "xl/workbook.xml"))),
            ("xl/workbook.xml", Sheet("workbook", "<sheets>" + string.Concat(sheets.Select((sheet, i) =>
                $"<sheet name=\"{sheet.Name.TrimStart('!')}\" sheetId=\"{i + 1}\" r:id=\"s{i + 1}\"{(sheet.Name[0] == '!' ? " state=\"hidden\"" : "")}/>")) + "</sheets>")),
            ("xl/_rels/workbook.xml.rels", Rels([("t", "sharedStrings", "sharedStrings.xml"), ("y", "styles", "styles.xml"),
                .. sheets.Select((_, i) => ($"s{i + 1}", "worksheet", $"worksheets/sheet{i + 1}.xml"))])),
        };
        all.AddRange(sheets.Select((sheet, i) => ($"xl/worksheets/sheet{i + 1}.xml", Sheet("worksheet", sheet.Content))));
        all.AddRange(parts);
        return Zip([.. all]);
    }

    public static string Sheet(string root, string content) =>
        $"<{root} xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"{Relations}\">{content}</{root}>";

    /// <summary>A row of a sheet: text as inline strings, numbers as numbers.</summary>
    public static string Row(int number, params ReadOnlySpan<string> cells)
    {
        var row = new StringBuilder($"<row r=\"{number}\">");
        for (var i = 0; i < cells.Length; i++)
        {
            if (cells[i].Length > 0)
            {
                var reference = $"{(char)('A' + i)}{number}";
                row.Append(double.TryParse(cells[i], out _) ? $"<c r=\"{reference}\"><v>{cells[i]}</v></c>"
                    : cells[i].StartsWith('<') ? cells[i].Replace("<c", $"<c r=\"{reference}\"", StringComparison.Ordinal)
                    : $"<c r=\"{reference}\" t=\"inlineStr\"><is><t>{cells[i]}</t></is></c>");
            }
        }

        return row.Append("</row>").ToString();
    }

    /// <summary>An OpenDocument file.</summary>
    /// <param name="kind">text, spreadsheet or presentation.</param>
    public static byte[] Odf(string kind, string body, string automaticStyles = "", string styles = "", string manifest = "") => Zip(
        ("mimetype", $"application/vnd.oasis.opendocument.{kind}"),
        ("META-INF/manifest.xml", $"<manifest xmlns=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\">{manifest}</manifest>"),
        ("styles.xml", OdfPart("document-styles", $"<office:styles>{styles}</office:styles>")),
        ("meta.xml", OdfPart("document-meta", "<office:meta><dc:title>Stated</dc:title><meta:initial-creator>Ada</meta:initial-creator>"
            + "<meta:creation-date>2024-03-05T10:00:00</meta:creation-date><meta:document-statistic meta:page-count=\"3\"/></office:meta>")),
        ("content.xml", OdfPart("document-content", $"<office:automatic-styles>{automaticStyles}</office:automatic-styles>"
            + $"<office:body><office:{kind}>{body}</office:{kind}></office:body>")));

    public static string OdfPart(string root, string content)
    {
        const string Urn = "urn:oasis:names:tc:opendocument:xmlns:";
        return $"""
            <?xml version="1.0" encoding="UTF-8"?>
            <office:{root} xmlns:office="{Urn}office:1.0" xmlns:text="{Urn}text:1.0" xmlns:table="{Urn}table:1.0" xmlns:style="{Urn}style:1.0"
              xmlns:draw="{Urn}drawing:1.0" xmlns:presentation="{Urn}presentation:1.0" xmlns:fo="{Urn}xsl-fo-compatible:1.0" xmlns:meta="{Urn}meta:1.0"
              xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/">{content}</office:{root}>
            """;
    }

    private static (string, string) Types(string kind) => ("[Content_Types].xml",
        $"<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Override PartName=\"/x\" ContentType=\"application/vnd.openxmlformats-officedocument.{kind}.main+xml\"/></Types>");
}
