namespace ResearchBot.Readers.Pdf;

/// <summary>A character as it stands on a page, turned so that its line runs to the right. The y axis points upwards.</summary>
/// <param name="Text">A space for white space.</param>
/// <param name="Base">The y of its baseline.</param>
internal readonly record struct Glyph(string Text, double Left, double Right, double Base, double Size, bool IsBold);

/// <summary>A word as it stands on a page.</summary>
internal sealed record PageWord(string Text, double Left, double Right, double Base, double Size, bool IsBold)
{
    /// <summary>Where it leads, or null.</summary>
    public string? Link { get; set; }

    public double Middle => (Left + Right) / 2;

    public double Top => Base + (0.75 * Size);

    public double Bottom => Base - (0.2 * Size);
}

/// <summary>Words on one baseline without a gap as wide as a column's: a line of a column, or a cell.</summary>
internal sealed class PageLine
{
    private string? _text;

    public PageLine(List<PageWord> words)
    {
        Words = words;
        Measure();
    }

    /// <summary>From left to right.</summary>
    public List<PageWord> Words { get; }

    public double Left { get; private set; }
    public double Right { get; private set; }
    public double Base { get; private set; }

    /// <summary>The font size of most of its characters.</summary>
    public double Size { get; private set; }

    public bool IsBold { get; private set; }

    /// <summary>Number of characters.</summary>
    public int Characters { get; private set; }

    public double Top => Base + (0.75 * Size);

    public double Bottom => Base - (0.2 * Size);

    /// <summary>The words in reading order.</summary>
    public string Text => _text ??= string.Join(' ', WordOrder.Logical(Words).Select(word => word.Text));

    /// <summary>Takes in another line's words.</summary>
    public void Add(PageLine other)
    {
        Words.AddRange(other.Words);
        Words.Sort((one, two) => one.Left.CompareTo(two.Left));
        Measure();
    }

    private void Measure()
    {
        _text = null;
        (Left, Right) = (Words[0].Left, Words[0].Right);
        var main = Words[0];
        var bold = 0;
        Characters = 0;
        foreach (var word in Words)
        {
            Right = Math.Max(Right, word.Right);
            Characters += word.Text.Length;
            bold += word.IsBold ? word.Text.Length : 0;
            if (word.Text.Length * word.Size > main.Text.Length * main.Size)
            {
                main = word;
            }
        }

        (Base, Size, IsBold) = (main.Base, main.Size, bold * 10 >= Characters * 9);
    }
}
