namespace ResearchBot.Readers.Pdf;

/// <summary>Tells headings from paragraphs: by the document's bookmarks if they are found in the text, else by size and weight of the type.</summary>
internal static class Headings
{
    private const int Longest = 200;
    private const int MostLines = 4;

    public static void Mark(List<Passage> passages, double bodySize, IReadOnlyList<(string Title, int Level, int Page)> bookmarks)
    {
        var marked = MarkBookmarks(passages, bookmarks);
        var candidates = passages.Index().Where(passage => IsHeading(passages, passage.Index, bodySize)).Select(passage => passage.Item).ToList();
        var sizes = candidates.Select(heading => SizeOf(heading)).Distinct().OrderDescending().ToList();
        foreach (var heading in candidates.Where(heading => heading.Kind != BlockKind.Heading))
        {
            heading.Kind = BlockKind.Heading;
            heading.Level = Math.Min(6, marked + 1 + sizes.IndexOf(SizeOf(heading)));
        }

        MarkQuestions(passages);
    }

    /// <summary>The font size of most characters.</summary>
    public static double BodySize(IEnumerable<PageContent> pages)
    {
        var sizes = new Dictionary<double, int>();
        foreach (var line in pages.SelectMany(page => page.Layers[0].Lines))
        {
            var size = Rounded(line.Size);
            sizes[size] = sizes.GetValueOrDefault(size) + line.Characters;
        }

        return sizes.Count == 0 ? 10 : sizes.MaxBy(pair => pair.Value).Key;
    }

    /// <returns>The deepest level that was found.</returns>
    private static int MarkBookmarks(List<Passage> passages, IReadOnlyList<(string Title, int Level, int Page)> bookmarks)
    {
        if (bookmarks.Count == 0)
        {
            return 0;
        }

        var byText = passages.Where(passage => passage.Kind is BlockKind.Paragraph or BlockKind.Item && passage.Characters <= Longest && !passage.IsHidden)
            .ToLookup(passage => Squeezed(passage.Marker + passage.Text));
        var deepest = 0;
        foreach (var (title, level, page) in bookmarks)
        {
            var found = byText[Squeezed(title)].Where(passage => passage.Kind != BlockKind.Heading).MinBy(passage => Math.Abs(passage.Page - page));
            if (found is not null && Math.Abs(found.Page - page) <= 1)
            {
                found.Kind = BlockKind.Heading;
                found.Level = Math.Clamp(level + 1, 1, 6);
                deepest = Math.Max(deepest, found.Level);
            }
        }

        return deepest;
    }

    private static bool IsHeading(List<Passage> passages, int index, double bodySize)
    {
        var passage = passages[index];
        if (passage is not { Kind: BlockKind.Paragraph or BlockKind.Item, IsHidden: false } || passage.Lines.Count > MostLines || passage.Characters > Longest
            || !passage.Text.Any(char.IsLetter) || passage.Last is ',' or ';')
        {
            return false;
        }

        if (passage.Size > 1.12 * bodySize)
        {
            return true;
        }

        var next = index + 1 < passages.Count ? passages[index + 1] : null;
        return passage.IsBold && passage.Size > 0.95 * bodySize && passage.Last is not ('.' or ':') && passage.Characters <= 120
            && next is { IsBold: false, IsHidden: false } && next.Kind is not (BlockKind.Header or BlockKind.Row);
    }

    /// <summary>Two or more headings that end in a question mark are the questions of an FAQ.</summary>
    private static void MarkQuestions(List<Passage> passages)
    {
        var questions = passages.Where(passage => passage.Kind == BlockKind.Heading && passage.Last is '?' or '？').ToList();
        if (questions.Count > 1)
        {
            questions.ForEach(question => (question.Kind, question.Level) = (BlockKind.Question, 0));
        }
    }

    private static double SizeOf(Passage heading) => Rounded(heading.Size) + (heading.IsBold ? 0.1 : 0);

    private static double Rounded(double size) => Math.Round(size * 2) / 2;

    private static string Squeezed(string text) => string.Concat(text.Where(char.IsLetterOrDigit)).ToLowerInvariant();
}
