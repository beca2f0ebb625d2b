using Shouldly;
using System.Text;
using ResearchBot.Readers;

namespace ResearchBot.Tests.Readers;

internal static class Files
{
    public const int Limit = 5_000_000;

    public static ReadDocument Read(string name, string text) => Read(name, Encoding.UTF8.GetBytes(text));

    public static ReadDocument Read(string name, byte[] content) => DocumentReaders.Read(new FileToRead(name, content, new ReadingLimits(Limit)));

    public static string Refusal(string name, string text) => Refusal(name, Encoding.UTF8.GetBytes(text));

    public static string Refusal(string name, byte[] content) =>
        Should.Throw<RefusalException>(() => DocumentReaders.Read(new FileToRead(name, content, new ReadingLimits(Limit)))).Message;

    /// <summary>The line in the original file of the character at an offset, as the marks tell it.</summary>
    public static int? LineAt(this ReadDocument document, int offset)
    {
        var mark = document.Places.Last(place => place.Start <= offset);
        return mark.Line + document.Text.AsSpan(mark.Start, offset - mark.Start).Count('\n');
    }

    public static int? LineOf(this ReadDocument document, string words) =>
        document.LineAt(document.Text.IndexOf(words, StringComparison.Ordinal));

    /// <summary>The blocks as a person would note them down: kind, level, what it is under, words.</summary>
    public static string[] Outline(this ReadDocument document) =>
    [
        .. document.Blocks.Select(block => $"{block.Kind}{(block.Level > 0 ? block.Level : "")}{(block.Label is null ? "" : $" [{block.Label}]")}"
            + $"{(block.Under is null ? "" : $" <{block.Under}")}: {document.Text.Substring(block.Start, block.Length)}"),
    ];

    public static string? SectionOf(this ReadDocument document, string words)
    {
        var offset = document.Text.IndexOf(words, StringComparison.Ordinal);
        var open = new List<Block>();
        foreach (var heading in document.Blocks.Where(block => (block.Kind == BlockKind.Heading || (block.Kind == BlockKind.Question && block.Level > 0)) && block.Start <= offset))
        {
            open.RemoveAll(above => above.Level >= heading.Level);
            open.Add(heading);
        }

        return open.Count == 0 ? null : string.Join(" > ", open.Select(heading => heading.Label ?? document.Text.Substring(heading.Start, heading.Length)));
    }
}
