using System.Globalization;
using System.Text;

namespace ResearchBot.Readers.Office.Sheets;

/// <summary>One of the up to four parts of a number format: for positive numbers, negative ones, zero and text.</summary>
internal sealed class FormatSection
{
    private const string DateLetters = "yYmMdDhHsSeEbB";

    private readonly List<FormatToken> _tokens = [];

    private FormatSection(string code, bool isOnly)
    {
        Parse(code);
        IsGeneral |= isOnly && code.Length == 0; // an empty one of several shows nothing
    }

    public IReadOnlyList<FormatToken> Tokens => _tokens;
    public FormatCondition? Condition { get; private set; }
    public bool IsDate { get; private set; }
    public bool IsGeneral { get; private set; }
    public bool HasText => _tokens.Any(token => token.Kind == FormatKind.Text);

    /// <summary>Literal text before and after a general number.</summary>
    public string Before => string.Concat(_tokens.TakeWhile(token => token.Kind != FormatKind.General).Select(token => token.Text));

    public string After => string.Concat(_tokens.SkipWhile(token => token.Kind != FormatKind.General).Skip(1).Select(token => token.Text));

    public static FormatSection[] Split(string code)
    {
        var sections = new List<FormatSection>();
        var start = 0;
        for (var i = 0; i <= code.Length; i++)
        {
            if (i == code.Length || code[i] == ';')
            {
                sections.Add(new FormatSection(code[start..i], isOnly: code.Length == 0));
                start = i + 1;
            }
            else
            {
                i = End(code, i);
            }
        }

        return [.. sections.Take(4)];
    }

    public string WithText(string text) =>
        string.Concat(_tokens.Select(token => token.Kind == FormatKind.Text ? text : token.Kind == FormatKind.Literal ? token.Text : ""));

    /// <summary>The last character of what begins at <paramref name="at"/>: a quotation, bracket, escape or one character.</summary>
    private static int End(string code, int at)
    {
        var end = code[at] switch
        {
            '"' => code.IndexOf('"', at + 1),
            '[' => code.IndexOf(']', at + 1),
            '\\' or '_' or '*' or '!' => at + 1,
            _ => at,
        };
        return end < 0 || end >= code.Length ? code.Length - 1 : end;
    }

    private void Parse(string code)
    {
        for (var i = 0; i < code.Length; i++)
        {
            var start = i;
            i = End(code, i);
            switch (code[start])
            {
                case '"':
                    Literal(code[(start + 1)..Math.Max(start + 1, code[i] == '"' ? i : i + 1)]);
                    break;
                case '[':
                    Bracket(code[(start + 1)..Math.Max(start + 1, i)]);
                    break;
                case '\\' or '!':
                    Literal(i > start ? code[i..(i + 1)] : "");
                    break;
                case '_':
                    Literal(" ");
                    break;
                case '*':
                    break;
                case '@':
                    _tokens.Add(new FormatToken(FormatKind.Text, "@"));
                    break;
                case '0' or '#' or '?' or '.' or ',' or '%' or '/':
                    _tokens.Add(new FormatToken(FormatKind.Digit, code[start..(start + 1)]));
                    break;
                default:
                    i = Letter(code, start);
                    break;
            }
        }
    }

    private int Letter(string code, int at)
    {
        if (Starts(code, at, "General") || Starts(code, at, "Standard"))
        {
            _tokens.Add(new FormatToken(FormatKind.General, ""));
            IsGeneral = true;
            return at + (code[at] is 'G' or 'g' ? 6 : 7);
        }

        if (code[at] is 'E' or 'e' && at + 1 < code.Length && code[at + 1] is '+' or '-')
        {
            _tokens.Add(new FormatToken(FormatKind.Exponent, code.Substring(at, 2)));
            return at + 1;
        }

        if (Starts(code, at, "AM/PM") || Starts(code, at, "A/P"))
        {
            var length = Starts(code, at, "AM/PM") ? 5 : 3;
            IsDate = true;
            _tokens.Add(new FormatToken(FormatKind.Date, code.Substring(at, length)));
            return at + length - 1;
        }

        if (DateLetters.Contains(code[at], StringComparison.Ordinal))
        {
            var end = at;
            while (end + 1 < code.Length && char.ToLowerInvariant(code[end + 1]) == char.ToLowerInvariant(code[at]))
            {
                end++;
            }

            IsDate = true;
            _tokens.Add(new FormatToken(FormatKind.Date, code[at..(end + 1)].ToLowerInvariant()));
            return end;
        }

        Literal(code[at..(at + 1)]);
        return at;
    }

    private void Bracket(string inner)
    {
        var letter = inner.Length == 0 ? ' ' : char.ToLowerInvariant(inner[0]);
        if (letter is 'h' or 'm' or 's' && inner.All(c => char.ToLowerInvariant(c) == letter))
        {
            IsDate = true;
            _tokens.Add(new FormatToken(FormatKind.Elapsed, inner.ToLowerInvariant()));
        }
        else if (inner.StartsWith('$'))
        {
            Literal(inner[1..].Split('-')[0]);
        }
        else if (inner.IndexOfAny(['<', '>', '=']) == 0)
        {
            var sign = inner[..(inner.Length > 1 && inner[1] is '=' or '>' ? 2 : 1)];
            if (double.TryParse(inner.AsSpan(sign.Length), NumberStyles.Float, CultureInfo.InvariantCulture, out var limit))
            {
                Condition = new FormatCondition(sign, limit);
            }
        }
    }

    private void Literal(string text)
    {
        if (text.Length > 0)
        {
            _tokens.Add(new FormatToken(FormatKind.Literal, text));
        }
    }

    private static bool Starts(string code, int at, string word) => code.AsSpan(at).StartsWith(word, StringComparison.OrdinalIgnoreCase);
}

/// <summary>A part of a number format.</summary>
internal readonly record struct FormatToken(FormatKind Kind, string Text);

/// <summary>What a part of a number format stands for.</summary>
internal enum FormatKind
{
    /// <summary>Itself.</summary>
    Literal,

    /// <summary>A digit's place or a sign among them.</summary>
    Digit,

    /// <summary>The begin of an exponent.</summary>
    Exponent,

    /// <summary>A part of a date or time.</summary>
    Date,

    /// <summary>All the hours, minutes or seconds.</summary>
    Elapsed,

    /// <summary>The number without a format.</summary>
    General,

    /// <summary>The cell's text.</summary>
    Text,
}
