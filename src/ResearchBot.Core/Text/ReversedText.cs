using System.Globalization;
using System.Text;

namespace ResearchBot.Core.Text;

/// <summary>Text whose characters stand in another order than they are seen in, by the override U+202E: “\u202E3191” is seen as 1913.</summary>
public static class ReversedText
{
    private const char RightToLeft = '\u202E';
    private const char LeftToRight = '\u202D';
    private const char End = '\u202C';
    private const char Invisible = '\u200B';

    /// <summary>Whether a text has an override of the direction.</summary>
    public static bool IsIn(string text) => text.AsSpan().ContainsAny(RightToLeft, LeftToRight);

    /// <summary>The text as it is seen, of the same length: what an override reverses is reversed, and invisible characters stand for the controls, after
    /// what they applied to.</summary>
    public static string AsSeen(string text)
    {
        if (!IsIn(text))
        {
            return text;
        }

        var seen = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length;)
        {
            if (text[at] is not (RightToLeft or LeftToRight))
            {
                seen.Append(text[at++]);
                continue;
            }

            var ends = text.AsSpan(at + 1).IndexOfAny(End, '\n');
            var end = ends < 0 ? text.Length : at + 1 + ends;
            var inside = AsSeen(text[(at + 1)..end]);
            seen.Append(text[at] == RightToLeft ? Reverse(inside) : inside).Append(Invisible);
            at = end;
            if (at < text.Length && text[at] == End)
            {
                seen.Append(Invisible);
                at++;
            }
        }

        return seen.ToString();
    }

    /// <summary>Without parting what is one character to a reader.</summary>
    private static string Reverse(string text)
    {
        var parts = new List<string>();
        for (var each = StringInfo.GetTextElementEnumerator(text); each.MoveNext();)
        {
            parts.Add(each.GetTextElement());
        }

        parts.Reverse();
        return string.Concat(parts);
    }
}
