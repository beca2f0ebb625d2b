using System.Text;

namespace ResearchBot.Readers.Office;

/// <summary>The text of a paragraph or cell with its links, before it is written. A line feed is a line's end inside it.</summary>
internal sealed class Prose
{
    private readonly List<Piece> _pieces = [];
    private StringBuilder? _hidden;
    private bool _isPlain;
    private bool _isBold;

    /// <summary>Its parts in order.</summary>
    public IReadOnlyList<Piece> Pieces => _pieces;

    /// <summary>Whether a person sees nothing of it.</summary>
    public bool IsEmpty => !_isPlain && !_isBold;

    /// <summary>Whether all that is visible is bold.</summary>
    public bool IsBold => _isBold && !_isPlain;

    /// <summary>What a person who opens the file does not see.</summary>
    public string Hidden => _hidden?.ToString() ?? "";

    public static Prose Of(string text)
    {
        var prose = new Prose();
        prose.Add(text);
        return prose;
    }

    /// <summary>A comment: its author's name, a colon, and what it says.</summary>
    public static Prose ByAuthor(string? author, Prose words)
    {
        if (string.IsNullOrWhiteSpace(author) || words.ToString().StartsWith(author, StringComparison.OrdinalIgnoreCase))
        {
            return words;
        }

        var note = Of(author.Trim() + ":");
        note.Add(words);
        return note;
    }

    public void Add(string text, string? target = null, bool isBold = false)
    {
        if (text.Length == 0)
        {
            return;
        }

        if (!string.IsNullOrWhiteSpace(text))
        {
            _isBold |= isBold;
            _isPlain |= !isBold;
        }

        if (_pieces.Count > 0 && _pieces[^1].Target == target && _pieces[^1].Text.Length < 4_000)
        {
            _pieces[^1] = new Piece(_pieces[^1].Text + text, target);
        }
        else
        {
            _pieces.Add(new Piece(text, target));
        }
    }

    /// <summary>Another's text, parted by a space.</summary>
    public void Add(Prose other, string marker = "")
    {
        Add(_pieces.Count > 0 ? " " + marker : marker, isBold: other._isBold);
        foreach (var piece in other._pieces)
        {
            Add(piece.Text, piece.Target, other.IsBold);
        }

        AddHidden(other.Hidden);
    }

    public void AddHidden(string text)
    {
        if (text.Length > 0)
        {
            (_hidden ??= new StringBuilder()).Append(text);
        }
    }

    /// <summary>The visible text.</summary>
    public override string ToString() => _pieces.Count == 1 ? _pieces[0].Text : string.Concat(_pieces.Select(piece => piece.Text));
}

/// <summary>A stretch of text.</summary>
/// <param name="Target">Where it leads; null if it is no link.</param>
internal readonly record struct Piece(string Text, string? Target);
