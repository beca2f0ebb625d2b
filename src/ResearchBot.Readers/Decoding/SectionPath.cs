namespace ResearchBot.Readers.Decoding;

/// <summary>The headings above a place, outermost first.</summary>
internal sealed class SectionPath
{
    private readonly List<(int Level, string Text)> _open = [];

    /// <summary>Enters a heading: it closes those of its own level and below.</summary>
    /// <returns>The path joined with <c> &gt; </c>.</returns>
    public string Enter(int level, string text)
    {
        _open.RemoveAll(heading => heading.Level >= level);
        _open.Add((level, text));
        return string.Join(" > ", _open.Select(heading => heading.Text));
    }
}
