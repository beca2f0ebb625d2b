using System.IO.Compression;
using System.Text;
using static ResearchBot.Tests.Readers.Office.OfficeFiles;

namespace ResearchBot.Tests.Readers.Office;

/// <summary>Zip, XML and Office files that are made to harm, or badly made.</summary>
internal static class OfficeTraps
{
    private static readonly string Main = Word("document", $"<w:body>{P("Kept.")}</w:body>");
    private static readonly string MainRels = Rels(("r", "officeDocument", "word/document.xml"));

    /// <summary>Name, content, and what comes of it: words of the text, or of the refusal after an exclamation mark.</summary>
    public static IEnumerable<(string Name, byte[] Bytes, string Outcome)> All() => [.. Zips(), .. Xmls(), .. Documents(), .. Sheets(), .. Others()];

    private static IEnumerable<(string, byte[], string)> Zips() =>
    [
        ("bomb.docx", Docx(new string(' ', 20_000_000)), "!very much more than its size"),
        ("part-bomb.xlsx", Xlsx([("S", "")], ("xl/sharedStrings.xml", Sheet("sst", new string(' ', 20_000_000)))), "!very much more than its size"),
        ("many-entries.docx", Entries(30_000, stated: 30_000), "!more than 20,000 entries"),
        ("uncounted-entries.docx", Entries(30_000, stated: 1), "!damaged"),
        ("overlapping.docx", Entries(200, stated: 200), "!overlap"),
        ("same-names.docx", Plain(("word/document.xml", Main), ("word/document.xml", "second")), "Kept."),
        ("names-outside.docx", Plain(("../../word/document.xml", "x"), ("/etc/passwd", "x"), ("C:/x", "x"), ("a\\..\\b", "x"), ("word/document.xml", Main)), "Kept."),
        ("lying-size.docx", Patched(Plain(("word/document.xml", Main)), "PK\u0001\u0002", 24, 5), "!damaged"),
        ("encrypted-entry.docx", Patched(Plain(("word/document.xml", Main)), "PK\u0001\u0002", 8, 1), "!"),
        ("truncated.docx", Plain(("word/document.xml", Main))[..200], "!damaged"),
        ("empty.docx", Zip(), "!"),
        ("no-main.docx", Plain(), "!"),
        ("no-slides.pptx", Pptx([]), "!no text"),
        ("damaged-bytes.docx", Damaged(Docx(P("Some words that are packed here, long enough to be damaged in the middle of them."))), "!"),
        ("wrong-name.xlsx", Docx(P("Kept.")), "Kept."),
        ("wrong-name.docx", Xlsx([("Prices", "<sheetData>" + Row(1, "Kept.") + "</sheetData>")]), "Kept."),
        ("not-zip.docx", [1, 2, 3, 4, 0, 0, 0, 0xFF, 0xFE, 0xFD], "!"),
    ];

    private static IEnumerable<(string, byte[], string)> Xmls() =>
    [
        ("laughs.docx", Plain(("word/document.xml", "<!DOCTYPE l [<!ENTITY a \"haha\">" + string.Concat(Enumerable.Range(1, 30).Select(i =>
            $"<!ENTITY a{i} \"{(i == 1 ? "&a;&a;" : $"&a{i - 1};&a{i - 1};")}\">")) + "]>" + Word("document", "<w:body><w:p><w:r><w:t>&a30;</w:t></w:r></w:p></w:body>").TrimStart().Split("?>")[1])), "!damaged"),
        ("entity.docx", Plain(("word/document.xml", "<!DOCTYPE d [<!ENTITY f SYSTEM \"file:///etc/passwd\">]>" + Word("document", "<w:body><w:p><w:r><w:t>&f;</w:t></w:r></w:p></w:body>").Split("?>")[1])), "!damaged"),
        ("doctype.docx", Plain(("word/document.xml", "<!DOCTYPE d SYSTEM \"http://127.0.0.1:9/d.dtd\">" + Main.Split("?>")[1])), "Kept."),
        ("deep.docx", Docx(Repeat("<w:sdt><w:sdtContent>", 50_000) + P("x")), "!nested too deeply"),
        ("deep-tables.docx", Docx(Repeat("<w:tbl><w:tr><w:tc>", 400) + P("x") + Repeat("</w:tc></w:tr></w:tbl>", 400)), "!nested too deeply"),
        ("deep.odt", Odf("text", Repeat("<text:section>", 100_000)), "!nested too deeply"),
        ("attribute.docx", Docx($"<w:p x=\"{new string('a', 5_000_000)}\"/>"), "!longer than what is read"),
        ("attributes.docx", Docx($"<w:p {string.Concat(Enumerable.Range(0, 600).Select(i => $"a{i}=\"\" "))}/>"), "!too many attributes"),
        ("controls.docx", Docx(P("a&#1;b&#0;c")), "a b c"),
        ("not-utf8.docx", Plain("word/document.xml", [.. Encoding.UTF8.GetBytes(Main.Replace("Kept.", "Kept", StringComparison.Ordinal)).SelectMany(b => b == 'K' ? [0xFF, b] : new[] { b })]), "Kept"),
        ("utf16.docx", Plain("word/document.xml", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Main.Replace("UTF-8", "UTF-16", StringComparison.Ordinal))]), "Kept."),
        ("version.docx", Plain(("word/document.xml", Main.Replace("1.0\" e", "1.1\" e", StringComparison.Ordinal))), "Kept."),
    ];

    private static IEnumerable<(string, byte[], string)> Documents() =>
    [
        ("circular-styles.docx", Docx(P("Kept.", "<w:pStyle w:val=\"A\"/>"), ("word/styles.xml", Word("styles", Based("A", "B") + Based("B", "A")))), "Kept."),
        ("circular-lists.docx", Docx(P("Kept.", "<w:numPr><w:numId w:val=\"1\"/></w:numPr>"), ("word/numbering.xml", Word("numbering",
            "<w:abstractNum w:abstractNumId=\"0\"><w:styleLink w:val=\"X\"/><w:numStyleLink w:val=\"X\"/></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>"))), "Kept."),
        ("circular-notes.docx", Docx("<w:p><w:r><w:t>Kept.</w:t><w:footnoteReference w:id=\"1\"/></w:r></w:p>", ("word/footnotes.xml",
            Word("footnotes", "<w:footnote w:id=\"1\"><w:p><w:r><w:t>Note</w:t><w:footnoteReference w:id=\"1\"/></w:r></w:p></w:footnote>"))), "Note"),
        ("circular-relations.docx", Zip(("[Content_Types].xml", "wordprocessingml"), ("_rels/.rels", Rels(("a", "officeDocument", "../_rels/.rels"), ("b", "officeDocument", "word/document.xml"))),
            ("word/document.xml", Main), ("word/_rels/document.xml.rels", Rels(("f", "footnotes", "document.xml"), ("s", "styles", "document.xml"), ("n", "numbering", "document.xml")))), "!"),
        ("numbers.docx", Docx(P("Kept.", "<w:numPr><w:ilvl w:val=\"2147483647\"/><w:numId w:val=\"1\"/></w:numPr><w:outlineLvl w:val=\"-7\"/>")
            + "<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"2147483647\"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>"), "Kept."),
        ("open-fields.docx", Docx(P("Kept.") + Repeat("<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r></w:p>", 5_000)), "Kept."),
        ("marker-bomb.docx", Docx(Repeat(P("x", "<w:numPr><w:numId w:val=\"1\"/></w:numPr>"), 100), ("word/numbering.xml", Word("numbering",
            $"<w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:lvlText w:val=\"{Repeat("%1", 100_000)}\"/></w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>"))),
            "!more than 5,000,000 characters"),
        ("one-slide-often.pptx", Zip(("[Content_Types].xml", "presentationml"), ("_rels/.rels", Rels(("r", "officeDocument", "p.xml"))), ("_rels/p.xml.rels", Rels(("s", "slide", "s.xml"))),
            ("p.xml", Slide("presentation", $"<p:sldIdLst>{Repeat("<p:sldId r:id=\"s\"/>", 50_000)}</p:sldIdLst>")), ("s.xml", Slide("sld", Tree(Sp("title", Ap("Kept.")))))), "Kept."),
        ("chart-points.docx", Docx(P("Kept.") + "<w:p><w:r><w:drawing><c:chart r:id=\"ch\"/></w:drawing></w:r></w:p>", ("word/charts/chart1.xml",
            Charts.Bars.Replace("idx=\"1\"", "idx=\"2147483647\"", StringComparison.Ordinal))), "South"),
    ];

    private static IEnumerable<(string, byte[], string)> Sheets() =>
    [
        ("string-bomb.xlsx", Xlsx([("S", "<sheetData>" + string.Concat(Enumerable.Range(1, 100).Select(i => $"<row r=\"{i}\"><c t=\"s\"><v>0</v></c></row>")) + "</sheetData>")],
            ("xl/sharedStrings.xml", Sheet("sst", $"<si><t>{Repeat("abcd efgh ", 100_000)}</t></si>"))), "!more than 5,000,000 characters"),
        ("corner.xlsx", Xlsx([("S", "<sheetData><row r=\"1048576\"><c r=\"A1048576\"><v>1</v></c><c r=\"XFD1048576\"><v>7</v></c></row></sheetData>")]), "7"),
        ("wide.xlsx", Xlsx([("S", "<sheetData>" + string.Concat(Enumerable.Range(1, 2_000).Select(i => $"<row r=\"{i}\"><c r=\"A{i}\"><v>1</v></c><c r=\"XFD{i}\"><v>7</v></c></row>")) + "</sheetData>")]), "1\t7"),
        ("no-such-row.xlsx", Xlsx([("S", "<sheetData><row r=\"2147483647\"><c><v>1</v></c></row></sheetData>")]), "!no text"),
        ("no-such-column.xlsx", Xlsx([("S", "<sheetData><row r=\"1\"><c r=\"ZZZZZZ9\"><v>7</v></c><c r=\"-1\"><v>8</v></c></row></sheetData>")]), "7\t8"),
        ("no-such-string.xlsx", Xlsx([("S", "<sheetData><row><c t=\"s\"><v>99999999</v></c><c t=\"s\"><v>-1</v></c><c><v>7</v></c></row></sheetData>")]), "7"),
        ("hidden-columns.xlsx", Xlsx([("S", "<cols><col min=\"-5\" max=\"2147483647\" hidden=\"1\"/></cols><sheetData>" + Row(1, "7") + "</sheetData>")]), "7"),
        ("format-bomb.xlsx", Xlsx([("S", "<sheetData>" + Row(1, "<c s=\"0\"><v>1e300</v></c>", "<c s=\"1\"><v>0.3</v></c>") + "</sheetData>")], ("xl/styles.xml", Sheet("styleSheet",
            $"<numFmts><numFmt numFmtId=\"200\" formatCode=\"{Repeat("0", 250)}\"/><numFmt numFmtId=\"201\" formatCode=\"{Repeat("?", 120)}/{Repeat("?", 120)}\"/></numFmts><cellXfs><xf numFmtId=\"200\"/><xf numFmtId=\"201\"/></cellXfs>"))),
            "3/10"),
        ("rows.ods", Odf("spreadsheet", "<table:table><table:table-row table:number-rows-repeated=\"2147483647\"><table:table-cell><text:p>7</text:p></table:table-cell></table:table-row></table:table>"), "7\n7\n7"),
        ("columns.ods", Odf("spreadsheet", "<table:table><table:table-row table:number-rows-repeated=\"1000\"><table:table-cell table:number-columns-repeated=\"99999999999\"><text:p>7</text:p></table:table-cell></table:table-row></table:table>"), "7\t7\t7"),
        ("cells.odt", Odf("text", "<table:table><table:table-row table:number-rows-repeated=\"2147483647\"><table:table-cell table:number-columns-repeated=\"2147483647\"><text:p>7</text:p></table:table-cell></table:table-row></table:table>"), "7\t7"),
    ];

    private static IEnumerable<(string, byte[], string)> Others() =>
    [
        ("protected.docx", Ole("EncryptedPackage"), "!protected with a password"),
        ("protected.xlsx", Ole("EncryptedPackage"), "!protected with a password"),
        ("empty.xls", Ole("Workbook"), "!"),
        ("protected.odt", Odf("text", "", manifest: "<file-entry><encryption-data/></file-entry>"), "!protected with a password"),
        ("numbers.numbers", Zip(("Index/Document.iwa", "x")), "!export it"),
    ];

    private static string Based(string style, string on) => $"<w:style w:type=\"paragraph\" w:styleId=\"{style}\"><w:basedOn w:val=\"{on}\"/></w:style>";

    private static string Repeat(string text, int times) => new StringBuilder(text.Length * times).Insert(0, text, times).ToString();

    private static byte[] Plain(params ReadOnlySpan<(string Name, string Content)> parts) => Zip([("[Content_Types].xml", "wordprocessingml"), ("_rels/.rels", MainRels), .. parts]);

    private static byte[] Plain(string name, byte[] content)
    {
        using var bytes = new MemoryStream();
        bytes.Write(Plain());
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Update, leaveOpen: true))
        {
            using var part = zip.CreateEntry(name).Open();
            part.Write(content);
        }

        return bytes.ToArray();
    }

    /// <summary>A directory of many entries that are all the same one.</summary>
    private static byte[] Entries(int count, int stated)
    {
        var one = Zip(("word/document.xml", Main));
        var directory = one.AsSpan().LastIndexOf("PK\u0001\u0002"u8);
        var end = one.AsSpan().LastIndexOf("PK\u0005\u0006"u8);
        var entry = one[directory..end];
        var many = new List<byte>(one[..directory]);
        for (var i = 0; i < count; i++)
        {
            many.AddRange(entry);
        }

        var record = one[end..];
        BitConverter.TryWriteBytes(record.AsSpan(8), (ushort)stated);
        BitConverter.TryWriteBytes(record.AsSpan(10), (ushort)stated);
        BitConverter.TryWriteBytes(record.AsSpan(12), entry.Length * count);
        return [.. many, .. record];
    }

    /// <summary>Changes a byte of each record of a zip file that begins with a signature.</summary>
    private static byte[] Patched(byte[] zip, string signature, int at, byte value)
    {
        var start = Encoding.Latin1.GetBytes(signature);
        for (var from = 0; zip.AsSpan(from).IndexOf(start) is >= 0 and var found; from += found + 4)
        {
            zip[from + found + at] = value;
        }

        return zip;
    }

    private static byte[] Damaged(byte[] zip)
    {
        var at = zip.AsSpan().IndexOf("word/document.xml"u8) + 60;
        zip.AsSpan(at, 40).Fill(0xAA);
        return zip;
    }

    /// <summary>The container of old Office files with one stream in its directory.</summary>
    private static byte[] Ole(string stream)
    {
        var file = new byte[4_096];
        ((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]).CopyTo(file);
        var name = Encoding.Unicode.GetBytes(stream);
        name.CopyTo(file, 1_024);
        file[1_024 + 64] = (byte)(name.Length + 2);
        file[1_024 + 66] = 2;
        return file;
    }
}
