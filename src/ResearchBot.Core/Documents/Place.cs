namespace ResearchBot.Core.Documents;

/// <summary>The position of a passage in the original file. Parts that a format lacks are null.</summary>
/// <param name="Page">From 1.</param>
/// <param name="Section">Heading path, joined with " > ".</param>
/// <param name="Line">From 1, counting front matter and markup.</param>
public readonly record struct Place(int? Page, string? Section, int? Line);

/// <summary>Finds the place of an offset in a stored text.</summary>
public sealed class PlaceMap
{
    private readonly string _text;
    private readonly PlaceMark[] _marks;
    private readonly int[] _starts;

    /// <summary>Takes marks in ascending order; without any, lines are counted from 1.</summary>
    public PlaceMap(string text, IReadOnlyList<PlaceMark> marks)
    {
        _text = text;
        _marks = marks.Count == 0 ? [new PlaceMark(0, null, null, 1)] : [.. marks];
        _starts = [.. _marks.Select(mark => mark.Start)];
    }

    public IReadOnlyList<PlaceMark> Marks => _marks;

    /// <summary>The place of the character at <paramref name="offset"/>.</summary>
    public Place At(int offset)
    {
        var mark = _marks[IndexAt(offset)];
        var line = mark.Line + (offset > mark.Start ? _text.AsSpan(mark.Start, offset - mark.Start).Count('\n') : 0);
        return new Place(mark.Page, mark.Section, line);
    }

    public int IndexAt(int offset)
    {
        var found = Array.BinarySearch(_starts, offset);
        return Math.Max(0, found >= 0 ? found : ~found - 1);
    }
}

/// <summary>The section and page from <paramref name="Start"/> (UTF-16 offset) to the next mark; null before the first heading or without pages.</summary>
/// <param name="Line">Line, from 1, of <paramref name="Start"/> in the original file; later lines count on, one per line feed.</param>
public sealed record PlaceMark(int Start, string? Section, int? Page, int? Line);
