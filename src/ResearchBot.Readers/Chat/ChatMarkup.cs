using System.Buffers;
using System.Text.RegularExpressions;

namespace ResearchBot.Readers.Chat;

/// <summary>The markup of chat messages, taken off: emphasis, code, quotes and headings. What is between angle brackets is a link of Slack.</summary>
internal static partial class ChatMarkup
{
    private const string Fence = "```";

    private static readonly SearchValues<char> LanguageLetters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+#-");

    /// <summary>The code blocks of a message, and its paragraphs between them.</summary>
    public static IEnumerable<(bool IsCode, string Text)> Parts(string message)
    {
        var parts = message.ReplaceLineEndings("\n").Split(Fence);
        for (var i = 0; i < parts.Length; i++)
        {
            if (i % 2 == 1 && i + 1 < parts.Length)
            {
                yield return (true, WithoutLanguage(parts[i]));
                continue;
            }

            foreach (var paragraph in parts[i].Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                yield return (false, paragraph);
            }
        }
    }

    /// <summary>Writes a paragraph as it is shown.</summary>
    public static void Write(DocumentBuilder builder, string paragraph)
    {
        var isFirst = true;
        foreach (var line in paragraph.Split('\n'))
        {
            if (!isFirst)
            {
                builder.NewLine();
            }

            isFirst = false;
            var shown = LineMarks().Replace(line, "");
            var at = 0;
            foreach (var link in Links().EnumerateMatches(shown))
            {
                builder.Write(Emphasis(shown[at..link.Index]));
                Link(builder, shown.AsSpan(link.Index + 1, link.Length - 2));
                at = link.Index + link.Length;
            }

            builder.Write(Emphasis(shown[at..]));
        }
    }

    private static void Link(DocumentBuilder builder, ReadOnlySpan<char> link)
    {
        var bar = link.IndexOf('|');
        builder.OpenLink((bar < 0 ? link : link[..bar]).ToString());
        builder.Write(bar < 0 ? link : link[(bar + 1)..]);
        builder.CloseLink();
    }

    private static string Emphasis(string text)
    {
        var plain = text;
        foreach (var marks in new[] { Bold(), Strong(), Underlined(), Slanted(), Struck(), Spoiler(), Code() })
        {
            plain = marks.Replace(plain, "${before}${words}${after}");
        }

        return plain.Replace("&lt;", "<", StringComparison.Ordinal).Replace("&gt;", ">", StringComparison.Ordinal)
            .Replace("&amp;", "&", StringComparison.Ordinal);
    }

    /// <summary>The word after a code block's opening fence, if it is alone on its line.</summary>
    private static string WithoutLanguage(string code)
    {
        var end = code.IndexOf('\n');
        return end > 0 && code.AsSpan(0, end).IndexOfAnyExcept(LanguageLetters) < 0 ? code[(end + 1)..] : code;
    }

    [GeneratedRegex(@"^(?:&gt;|>|#{1,3}\s|-#\s)+\s?", RegexOptions.NonBacktracking)]
    private static partial Regex LineMarks();

    [GeneratedRegex(@"<(?:https?://|mailto:)[^<>\s|]+(?:\|[^<>]*)?>", RegexOptions.NonBacktracking)]
    private static partial Regex Links();

    [GeneratedRegex(@"(?<before>)\*\*(?<words>[^*\n]+)\*\*(?<after>)", RegexOptions.NonBacktracking)]
    private static partial Regex Bold();

    [GeneratedRegex(@"(?<before>^|[^\w*])\*(?<words>[^*\s]|[^*\s][^*\n]*[^*\s])\*(?<after>$|[^\w*])", RegexOptions.NonBacktracking)]
    private static partial Regex Strong();

    [GeneratedRegex(@"(?<before>^|[^\w])__(?<words>[^_\n]+)__(?<after>$|[^\w])", RegexOptions.NonBacktracking)]
    private static partial Regex Underlined();

    [GeneratedRegex(@"(?<before>^|[^\w])_(?<words>[^_\s]|[^_\s][^_\n]*[^_\s])_(?<after>$|[^\w])", RegexOptions.NonBacktracking)]
    private static partial Regex Slanted();

    [GeneratedRegex(@"(?<before>^|[^\w~])~{1,2}(?<words>[^~\s]|[^~\s][^~\n]*[^~\s])~{1,2}(?<after>$|[^\w~])", RegexOptions.NonBacktracking)]
    private static partial Regex Struck();

    [GeneratedRegex(@"(?<before>)\|\|(?<words>[^|\n]+)\|\|(?<after>)", RegexOptions.NonBacktracking)]
    private static partial Regex Spoiler();

    [GeneratedRegex(@"(?<before>)`{1,2}(?<words>[^`\n]+)`{1,2}(?<after>)", RegexOptions.NonBacktracking)]
    private static partial Regex Code();
}
