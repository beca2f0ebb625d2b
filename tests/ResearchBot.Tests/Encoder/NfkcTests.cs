using System.Globalization;
using System.Text;
using ResearchBot.Encoder.Tokens;

namespace ResearchBot.Tests.Encoder;

/// <summary>Normal form KC against Node's.</summary>
public sealed class NfkcTests
{
    [Fact]
    public async Task Every_code_point_and_runs_of_marks_come_out_as_in_Node()
    {
        Assert.SkipWhen(NodePeer.Absence is not null, NodePeer.Absence ?? "");
        using var folder = new TestFolder();
        var texts = Everything();
        NodePeer.WriteTexts(folder["texts"], texts);
        await NodePeer.RunAsync(["nfkc", folder["texts"], folder["result"]], TestContext.Current.CancellationToken);
        var expected = NodePeer.ReadTexts(folder["result"]);
        Assert.SkipUnless(expected[0] == NfkcTable.UnicodeVersion, $"Node knows Unicode {expected[0]}, the table {NfkcTable.UnicodeVersion}.");
        for (var i = 0; i < texts.Count; i++)
        {
            Normalise(texts[i]).ShouldBe(expected[i + 1]);
        }
    }

    [Fact]
    public void A_hundred_thousand_marks_in_a_row_take_no_quadratic_time()
    {
        var marks = string.Concat(Enumerable.Repeat("\u0301\u0323", 50_000));
        var expected = "\u1EA1" + new string('\u0323', 49_999) + new string('\u0301', 50_000);
        (Normalise("a" + marks) == expected).ShouldBeTrue();
    }

    private static string Normalise(string text)
    {
        var points = new CodePoints();
        Nfkc.Normalise(text, points);
        var result = new StringBuilder();
        foreach (var point in points.Span)
        {
            result.Append(point is >= 0xD800 and <= 0xDFFF ? ((char)point).ToString() : char.ConvertFromUtf32(point));
        }

        return result.ToString();
    }

    /// <summary>Code points that .NET knows, between letters; then bases and marks in random order.</summary>
    private static List<string> Everything()
    {
        var known = Enumerable.Range(0, 0x110000)
            .Where(point => point is < 0xD800 or > 0xDFFF && CharUnicodeInfo.GetUnicodeCategory(point) != UnicodeCategory.OtherNotAssigned)
            .Select(char.ConvertFromUtf32).ToList();
        var random = new Random(3);
        var marks = known.Where(text => CharUnicodeInfo.GetUnicodeCategory(text, 0) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark).ToArray();
        string[] bases = ["a", "o", "ư", "Å", "ṩ", "क", "ড", "が", "か", "가", "각", "ᄀ", "ᅡ", "ᆨ", "א", "ا", "ﷺ", "\uD800", "ﬁ", "ǅ", "\u0344", "\u0958", "𑄱"];
        string[] common = ["\u0300", "\u0301", "\u0302", "\u0304", "\u0307", "\u0308", "\u0323", "\u0327", "\u0328", "\u031B", "\u0345", "\u3099", "\u093C", "\u05BC", "\u0653"];
        var runs = Enumerable.Range(0, 20_000).Select(_ => string.Concat(Enumerable.Range(0, 1 + random.Next(8)).Select(_ => Pick())));
        return [.. known.Select(text => "a" + text + "\u0301"), .. runs];

        string Pick() => random.Next(3) switch
        {
            0 => bases[random.Next(bases.Length)],
            1 => common[random.Next(common.Length)],
            _ => marks[random.Next(marks.Length)],
        };
    }
}
