using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace ResearchBot.Readers.Office.Sheets;

/// <summary>A number format of a spreadsheet, such as <c>#,##0.00;[Red]-#,##0.00</c>. It renders numbers and dates as they are shown.</summary>
internal sealed class NumberFormat
{
    private const int LongestCode = 255;
    private static readonly ConcurrentDictionary<string, NumberFormat> Known = new();
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    private readonly FormatSection[] _sections;

    private NumberFormat(string code) => _sections = FormatSection.Split(code);

    /// <summary>The format with this code; an empty or too long one is the general format.</summary>
    public static NumberFormat Of(string code)
    {
        code = code.Length > LongestCode ? "General" : code;
        return Known.TryGetValue(code, out var known) ? known
            : Known.Count < 1_000 ? Known.GetOrAdd(code, static one => new NumberFormat(one))
            : new NumberFormat(code);
    }

    /// <summary>The codes of formats that files name by number only.</summary>
    public static string BuiltIn(int id) => id switch
    {
        1 => "0", 2 => "0.00", 3 => "#,##0", 4 => "#,##0.00",
        5 or 6 => "\"$\"#,##0;-\"$\"#,##0", 7 or 8 => "\"$\"#,##0.00;-\"$\"#,##0.00",
        9 => "0%", 10 => "0.00%", 11 => "0.00E+00", 12 => "# ?/?", 13 => "# ??/??",
        14 => "mm/dd/yyyy", 15 => "d-mmm-yy", 16 => "d-mmm", 17 => "mmm-yy",
        18 => "h:mm AM/PM", 19 => "h:mm:ss AM/PM", 20 => "h:mm", 21 => "h:mm:ss", 22 => "m/d/yy h:mm",
        27 or 30 or 36 or 50 or 57 => "m/d/yy", >= 28 and <= 31 => "m/d/yy", >= 32 and <= 35 => "h:mm:ss",
        37 or 38 => "#,##0 ;(#,##0)", 39 or 40 => "#,##0.00;(#,##0.00)",
        41 => "#,##0 ;(#,##0);\"-\" ", 42 => "\"$\"#,##0 ;(\"$\"#,##0);\"$-\" ",
        43 => "#,##0.00 ;(#,##0.00);\"-\"?? ", 44 => "\"$\"#,##0.00 ;(\"$\"#,##0.00);\"$-\"?? ",
        45 => "mm:ss", 46 => "[h]:mm:ss", 47 => "mm:ss.0", 48 => "##0.0E+0", 49 => "@",
        _ => "General",
    };

    /// <summary>Whether it shows dates or times.</summary>
    public bool IsDate => _sections[0].IsDate;

    /// <summary>The number as it is shown.</summary>
    /// <param name="is1904">Whether dates count from 1904.</param>
    public string Render(double value, bool is1904)
    {
        var section = Choose(value, out var isSigned);
        if (section.IsDate)
        {
            return DateText.Render(section, value, is1904) ?? General(value);
        }

        if (section.HasText)
        {
            return section.WithText(General(value));
        }

        if (section.IsGeneral)
        {
            return section.Before + General(isSigned ? Math.Abs(value) : value) + section.After;
        }

        var text = NumberText.Render(section, Math.Abs(value));
        return value < 0 && !isSigned && text.AsSpan().IndexOfAnyInRange('1', '9') >= 0 ? "-" + text : text;
    }

    /// <summary>Text as it is shown.</summary>
    public string Render(string text) => _sections.Length > 3 || _sections[^1].HasText ? _sections[^1].WithText(text) : text;

    /// <summary>A number without a format: the fifteen digits that a spreadsheet keeps.</summary>
    public static string General(double value)
    {
        var size = Math.Abs(value);
        return size is (< 1e-9 or >= 1e15) and > 0 ? value.ToString("0.##############E+00", Invariant)
            : double.IsFinite(value) ? ((decimal)value).ToString("0.###############", Invariant)
            : value.ToString(Invariant);
    }

    /// <param name="isSigned">Whether the section shows the sign by itself.</param>
    private FormatSection Choose(double value, out bool isSigned)
    {
        isSigned = false;
        foreach (var section in _sections)
        {
            if (section.Condition is { } condition && condition.Holds(value))
            {
                return section;
            }
        }

        if (_sections.Any(section => section.Condition is not null))
        {
            return _sections.FirstOrDefault(section => section.Condition is null) ?? _sections[^1];
        }

        if (value < 0 && _sections.Length > 1)
        {
            isSigned = true;
            return _sections[1];
        }

        return value == 0 && _sections.Length > 2 ? _sections[2] : _sections[0];
    }
}

/// <summary>A comparison that chooses a section.</summary>
internal sealed record FormatCondition(string Operator, double Limit)
{
    public bool Holds(double value) => Operator switch
    {
        "<" => value < Limit,
        "<=" => value <= Limit,
        ">" => value > Limit,
        ">=" => value >= Limit,
        "=" => value == Limit,
        _ => value != Limit,
    };
}
