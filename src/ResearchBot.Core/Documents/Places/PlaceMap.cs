namespace ResearchBot.Core.Documents.Places;

/// <summary>Finds the place of an offset in a stored text.</summary>
public sealed class PlaceMap
{
    private readonly string _text;
    private readonly PlaceMark[] _marks;
    private readonly int[] _starts;

    /// <param name="text">The stored text.</param>
    /// <param name="marks">Ascending by start. None means one line count from line 1.</param>
    public PlaceMap(string text, IReadOnlyList<PlaceMark> marks)
    {
        _text = text;
        _marks = marks.Count == 0 ? [new PlaceMark(0, null, null, 1)] : [.. marks];
        _starts = [.. _marks.Select(mark => mark.Start)];
    }

    /// <summary>The marks, ascending by start, never empty.</summary>
    public IReadOnlyList<PlaceMark> Marks => _marks;

    /// <summary>The place of the character at <paramref name="offset"/>.</summary>
    public Place At(int offset)
    {
        var mark = _marks[IndexAt(offset)];
        var line = mark.Line + (offset > mark.Start ? _text.AsSpan(mark.Start, offset - mark.Start).Count('\n') : 0);
        return new Place(mark.Page, mark.Section, line);
    }

    /// <summary>Which mark holds at <paramref name="offset"/>.</summary>
    public int IndexAt(int offset)
    {
        var found = Array.BinarySearch(_starts, offset);
        return Math.Max(0, found >= 0 ? found : ~found - 1);
    }
}
