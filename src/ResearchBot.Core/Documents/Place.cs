namespace ResearchBot.Core.Documents;

/// <summary>Where a person finds a passage in the original file. What a format does not have is null.</summary>
/// <param name="Page">1-based page.</param>
/// <param name="Section">Heading path, joined with " > ".</param>
/// <param name="Line">1-based line in the original file, front matter and markup counted.</param>
public readonly record struct Place(int? Page, string? Section, int? Line);

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

/// <summary>From <paramref name="Start"/> on, until the next mark, this section and page hold.</summary>
/// <param name="Start">UTF-16 offset in the stored text.</param>
/// <param name="Section">Heading path, or null before the first heading.</param>
/// <param name="Page">1-based page, or null.</param>
/// <param name="Line">1-based line, in the original file, of the text at <paramref name="Start"/>; later lines count on, one per line feed.</param>
public sealed record PlaceMark(int Start, string? Section, int? Page, int? Line);
