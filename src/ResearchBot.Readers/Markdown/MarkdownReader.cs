using ResearchBot.Readers.Decoding;

namespace ResearchBot.Readers.Markdown;

/// <summary>Markdown: stored raw, without its front matter; headings become sections.</summary>
public sealed class MarkdownReader : DocumentReader
{
    public override IReadOnlyList<string> Extensions { get; } = [".md", ".markdown"];

    public override ReadDocument Read(ReadOnlySpan<byte> content)
    {
        var file = LineEnds.ToLineFeed(TextDecoder.Decode(content));
        var front = FrontMatter.Read(file);
        var text = file[front.Length..];
        if (string.IsNullOrWhiteSpace(text))
        {
            throw new RefusalException("The file has front matter, but no text.");
        }

        var headings = MarkdownHeadings.Find(text);
        var about = About(front);
        var published = StatedDate.ToIso(about.GetValueOrDefault("published"));
        if (published is not null)
        {
            about["published"] = published;
        }

        var title = Stated(front, "title") ?? about.GetValueOrDefault("title") ?? headings.FirstOrDefault(heading => heading.Level == 1)?.Text;
        return new ReadDocument(text, title, published, about, Places(headings, text, front.Lines + 1));
    }

    private static Dictionary<string, string> About(FrontMatter front)
    {
        var about = new Dictionary<string, string>();
        Take("title", "about.title");
        Take("author", "about.author", "author");
        Take("outlet", "about.outlet", "outlet");
        Take("published", "about.published", "published", "date");
        return about;

        void Take(string name, params ReadOnlySpan<string> keys)
        {
            foreach (var key in keys)
            {
                if (Stated(front, key) is { } value)
                {
                    about.Add(name, value);
                    return;
                }
            }
        }
    }

    private static string? Stated(FrontMatter front, string key) =>
        front.Values.TryGetValue(key, out var value) && StatedText.Clean(value) is { Length: > 0 } clean ? clean : null;

    private static List<PlaceMark> Places(IReadOnlyList<Heading> headings, string text, int firstLine)
    {
        var places = new List<PlaceMark>();
        var path = new SectionPath();
        var line = firstLine;
        var at = 0;
        foreach (var heading in headings)
        {
            if (places.Count == 0 && heading.Start > 0)
            {
                places.Add(new PlaceMark(0, null, null, firstLine));
            }

            line += text.AsSpan(at, heading.Start - at).Count('\n');
            at = heading.Start;
            places.Add(new PlaceMark(at, path.Enter(heading.Level, heading.Text), null, line));
        }

        return places.Count > 0 ? places : [new PlaceMark(0, null, null, firstLine)];
    }
}
