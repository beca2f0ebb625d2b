using System.Globalization;
using ResearchBot.Readers.Office.Sheets;
using ResearchBot.Readers.Xml;

namespace ResearchBot.Readers.Office.Drawing;

/// <summary>Reads a chart's titles, and its categories and values as the file keeps them beside the reference to a workbook.</summary>
internal sealed class ChartReader
{
    private const int MostPoints = 10_000;
    private const int MostSeries = 256;

    private readonly DrawingText _text = new();
    private readonly List<Series> _series = [];
    private readonly OfficePackage _package;
    private readonly string _part;

    private ChartReader(OfficePackage package, string part) => (_package, _part) = (package, part);

    /// <param name="part">The chart; null for none.</param>
    public static DrawingText Read(OfficePackage package, string? part) =>
        part is null ? new DrawingText() : Part.Optional(() => new ChartReader(package, part).Read()) ?? new DrawingText();

    private DrawingText Read()
    {
        using var xml = _package.Open(_part);
        if (xml is not null)
        {
            Walk(xml, false);
            Rows();
        }

        return _text;
    }

    private void Walk(SafeXmlReader xml, bool isAxis)
    {
        var depth = xml.Depth;
        while (xml.NextChild(depth))
        {
            switch (xml.Name)
            {
                case "title":
                    var title = Words(xml);
                    if (!title.IsEmpty)
                    {
                        _text.Captions.Insert(isAxis ? _text.Captions.Count : 0, title);
                    }

                    break;
                case "ser" or "data" when _series.Count < MostSeries:
                    _series.Add(ReadSeries(xml));
                    break;
                case "series":
                    NameData(ReadSeries(xml));
                    break;
                case "txPr" or "spPr" or "externalData" or "extLst" or "AlternateContent":
                    break;
                default:
                    Walk(xml, xml.Name.EndsWith("Ax", StringComparison.Ordinal) || xml.Name == "axis");
                    break;
            }
        }
    }

    /// <summary>Text that is written or kept from a cell.</summary>
    private Prose Words(SafeXmlReader xml)
    {
        var words = new Prose();
        var depth = xml.Depth;
        while (xml.NextChild(depth))
        {
            if (xml.Name == "rich")
            {
                DrawingParagraph.ReadAll(xml, _package, _part).ForEach(paragraph => words.Add(paragraph.Prose));
            }
            else if (xml.Name == "v")
            {
                words.Add(Prose.Of(xml.Text()));
            }
            else if (xml.Name is "tx" or "txData" or "strRef" or "strCache" or "pt")
            {
                words.Add(Words(xml));
            }
        }

        return words;
    }

    /// <summary>In charts of newer kinds the values stand apart from the series that shows them.</summary>
    private void NameData(Series series)
    {
        foreach (var data in _series.Where(data => data.Id == series.Id))
        {
            data.Name = series.Name;
        }
    }

    private Series ReadSeries(SafeXmlReader xml)
    {
        var series = new Series { Id = xml.Attribute("id") };
        var depth = xml.Depth;
        while (xml.NextChild(depth))
        {
            switch (xml.Name)
            {
                case "tx":
                    series.Name = Words(xml).ToString().Trim();
                    break;
                case "dataId":
                    series.Id = xml.Attribute("val");
                    break;
                case "cat" or "xVal" or "strDim":
                    Points(xml, series.Categories, "General");
                    break;
                case "val" or "yVal" or "bubbleSize" or "numDim":
                    Points(xml, series.Values, "General");
                    break;
            }
        }

        return series;
    }

    /// <summary>The points of a cache at any depth; of categories in several levels all are joined.</summary>
    private static void Points(SafeXmlReader xml, SortedDictionary<int, string> points, string format)
    {
        var depth = xml.Depth;
        while (xml.NextChild(depth))
        {
            if (xml.Name == "formatCode")
            {
                format = xml.Text();
            }
            else if (xml.Name == "pt" && int.TryParse(xml.Attribute("idx"), out var index) && points.Count < MostPoints)
            {
                var value = Shown(xml.Text().Trim(), xml.Attribute("formatCode") ?? format);
                points[index] = points.TryGetValue(index, out var inner) ? $"{value} {inner}" : value;
            }
            else
            {
                Points(xml, points, format);
            }
        }
    }

    private static string Shown(string value, string format) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? NumberFormat.Of(format).Render(number, is1904: false)
            : value;

    private void Rows()
    {
        var categories = new SortedDictionary<int, string>();
        foreach (var (index, name) in _series.SelectMany(series => series.Categories))
        {
            categories.TryAdd(index, name);
        }

        foreach (var index in _series.SelectMany(series => series.Values.Keys))
        {
            categories.TryAdd(index, "");
        }

        if (categories.Count == 0)
        {
            return;
        }

        var names = _series.Select(series => Prose.Of(series.Name));
        _text.Rows.Add(new TableRow([Prose.Of(""), .. names], IsHeader: _series.Any(series => series.Name.Length > 0)));
        foreach (var (index, name) in categories)
        {
            _text.Rows.Add(new TableRow([Prose.Of(name), .. _series.Select(series => Prose.Of(series.Values.GetValueOrDefault(index, "")))]));
        }
    }

    private sealed class Series
    {
        public string? Id { get; set; }
        public string Name { get; set; } = "";
        public SortedDictionary<int, string> Categories { get; } = [];
        public SortedDictionary<int, string> Values { get; } = [];
    }
}
