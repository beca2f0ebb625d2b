using System.Globalization;
using System.Text;

namespace ResearchBot.Readers.Office.Word;

/// <summary>The fields that are open while a part is read. Of a field its result is shown, not its code.</summary>
internal sealed class WordFields
{
    private const int MostOpen = 64;

    private readonly Stack<Field> _open = new();

    /// <summary>Whether what comes next is seen.</summary>
    public bool IsShown => _open.All(one => one.HasResult);

    /// <summary>Where the field around leads; null if it is no link.</summary>
    public string? Target => _open.TryPeek(out var innermost) ? innermost.Target : null;

    /// <param name="type">A field's begin, its result's begin, or its end.</param>
    public void Move(string? type)
    {
        switch (type)
        {
            case "begin" when _open.Count < MostOpen:
                _open.Push(new Field());
                break;
            case "separate" when _open.TryPeek(out var field):
                field.HasResult = true;
                field.Target = Link(field.Code.ToString());
                break;
            case "end":
                _open.TryPop(out _);
                break;
        }
    }

    /// <summary>Takes a part of the code.</summary>
    public void Code(string text)
    {
        if (_open.TryPeek(out var field) && field.Code.Length < 4_000)
        {
            field.Code.Append(text);
        }
    }

    private static string? Link(string code)
    {
        var words = code.Trim();
        if (!words.StartsWith("HYPERLINK", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var rest = words["HYPERLINK".Length..].TrimStart();
        return rest.StartsWith('"') && rest.IndexOf('"', 1) is > 1 and var end ? rest[1..end] : null;
    }

    private sealed class Field
    {
        public StringBuilder Code { get; } = new();
        public bool HasResult { get; set; }
        public string? Target { get; set; }
    }
}

/// <summary>Characters of symbol fonts.</summary>
internal static class WordSymbol
{
    private static readonly Dictionary<int, string> Wingdings = new()
    {
        [0xE0] = "→", [0xDF] = "←", [0xE1] = "↑", [0xE2] = "↓", [0xFC] = "✓", [0xFB] = "✗", [0xFE] = "☑", [0xA8] = "☐",
        [0x6F] = "☐", [0xFD] = "☒", [0x4A] = "☺",
        [0xA7] = "▪", [0x6C] = "●", [0x6E] = "■", [0x71] = "❑", [0x76] = "❖", [0xD8] = "➢", [0xF0] = "⇨", [0x28] = "☎", [0x2A] = "✉",
    };

    private static readonly Dictionary<int, string> Greek = new()
    {
        [0xB1] = "±", [0xB0] = "°", [0xB7] = "•", [0xB4] = "×", [0xA3] = "≤", [0xB3] = "≥", [0xB9] = "≠",
        [0xBB] = "≈", [0xAE] = "→", [0xAC] = "←", [0xA5] = "∞",
        [0x61] = "α", [0x62] = "β", [0x67] = "γ", [0x64] = "δ", [0x65] = "ε", [0x6C] = "λ", [0x6D] = "μ",
        [0x70] = "π", [0x73] = "σ", [0x77] = "ω", [0x44] = "Δ",
        [0x53] = "Σ", [0x57] = "Ω", [0xD6] = "√", [0xE5] = "∑", [0xB6] = "∂", [0xF2] = "∫",
    };

    /// <summary>The character that is shown; empty if it is not known.</summary>
    public static string Of(string? font, string? code)
    {
        if (!int.TryParse(code, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var character))
        {
            return "";
        }

        var low = character is >= 0xF000 and <= 0xF0FF ? character - 0xF000 : character;
        if (font is not null && font.StartsWith("Wingdings", StringComparison.OrdinalIgnoreCase))
        {
            return Wingdings.GetValueOrDefault(low, "");
        }

        return string.Equals(font, "Symbol", StringComparison.OrdinalIgnoreCase) ? Greek.GetValueOrDefault(low, "")
            : character is > 0x20 and < 0xD800 ? ((char)character).ToString() : "";
    }
}
