using System.Globalization;
using AngleSharp.Dom;

namespace ResearchBot.Readers.Html;

/// <summary>The lists of a page.</summary>
internal sealed class HtmlLists(BlockFlow flow)
{
    private readonly Stack<OpenList> _open = new();
    private int _definitions;

    public void Edge(IElement element, bool entering)
    {
        switch (element.LocalName)
        {
            case "li":
                Item(element, entering);
                break;
            case "dl":
                flow.Details(entering);
                _definitions += entering ? 1 : -1;
                break;
            case "dt" or "dd":
                flow.Definition(element.LocalName == "dt", entering, Math.Max(1, _definitions));
                break;
            case var _ when entering:
                flow.End();
                _open.Push(new OpenList(element, flow.Item ?? flow.LeadIn(), flow.Item));
                break;
            default:
                flow.End();
                flow.Item = _open.Pop().Around;
                break;
        }
    }

    /// <summary>A check box at an item's start takes the bullet's place.</summary>
    public void Box(bool isChecked) => flow.Marker = flow.Marker is { } marker ? marker with { Shown = isChecked ? "☑ " : "☐ " } : null;

    private void Item(IElement element, bool entering)
    {
        flow.End();
        var list = _open.TryPeek(out var open) ? open : null;
        flow.Item = list?.Around;
        flow.Marker = entering ? new ItemMarker(list?.Next(element) ?? "• ", Math.Max(1, _open.Count), list?.Under) : null;
    }

    private sealed class OpenList(IElement element, int? under, int? around)
    {
        private readonly string _type = element.GetAttribute("type") ?? "1";
        private readonly bool _numbered = element.LocalName == "ol";
        private int _number = Number(element.GetAttribute("start")) ?? 1;

        public int? Under => under;

        /// <summary>The item that the list stands in.</summary>
        public int? Around => around;

        public string Next(IElement item)
        {
            if (!_numbered)
            {
                return "• ";
            }

            _number = Number(item.GetAttribute("value")) ?? _number;
            var number = _number++;
            return _type switch
            {
                "a" or "A" when number is >= 1 and <= 26 => $"{(char)(_type[0] + number - 1)}. ",
                "i" or "I" when number is >= 1 and < 40 => Roman(number, _type == "I") + ". ",
                _ => number.ToString(CultureInfo.InvariantCulture) + ". ",
            };
        }

        private static int? Number(string? text) =>
            int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number < int.MaxValue ? number : null;

        private static string Roman(int number, bool upper)
        {
            string[] ones = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"];
            var roman = new string('x', number / 10) + ones[number % 10];
            return upper ? roman.ToUpperInvariant() : roman;
        }
    }
}

/// <summary>The bullet or number of an item that has no words yet.</summary>
/// <param name="Under">The item or the lead-in that the item belongs to.</param>
internal sealed record ItemMarker(string Shown, int Level, int? Under);
