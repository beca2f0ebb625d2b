namespace ResearchBot.Readers.Html;

/// <summary>Writes text as it flows, and begins the block that is due with the first visible character.</summary>
internal sealed class BlockFlow(DocumentBuilder builder)
{
    private const string Digits = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    /// <summary>A longer paragraph is none of an FAQ's questions.</summary>
    private const int LongestQuestion = 300;

    private readonly Stack<(int? Question, int? Definition)> _around = new();
    private BlockKind? _open;
    private Action? _cell;
    private string? _target;
    private string? _language;
    private int? _definition;
    private int? _question;
    private int _heading;
    private int _code;
    private int _term;
    private int _level;
    private int _summary;
    private int _line;
    private bool _hasBody;
    private bool _isBold;
    private bool _lineDue;
    private bool _lineDone;

    public int Bold { get; set; }

    public int Raised { get; set; }

    public int Quotes { get; set; }

    public int Captions { get; set; }

    public int Menus { get; set; }

    public int Notes { get; set; }

    /// <summary>The item that is continued, if its words have begun.</summary>
    public int? Item { get; set; }

    /// <summary>The item that begins with the next visible character.</summary>
    public ItemMarker? Marker { get; set; }

    /// <summary>What begins the table's cell; null outside of cells. Within one everything stays on one line.</summary>
    public Action? Cell
    {
        get => _cell;
        set => (_cell, IsCellEmpty) = (value, value is not null);
    }

    /// <summary>Whether a cell is open that has no words yet.</summary>
    public bool IsCellEmpty { get; private set; }

    private int? Around => Item ?? _definition ?? _question;

    /// <summary>Writes text, white space as one space but for code.</summary>
    /// <param name="line">The line in the file of its first character; null keeps the last one.</param>
    public void Write(string data, int? line)
    {
        if (string.IsNullOrWhiteSpace(data) && (_open is null || _code == 0))
        {
            Space();
            return;
        }

        Open();
        var rest = Shown(data).AsSpan();
        while (true)
        {
            var end = rest.IndexOf('\n');
            Write(end < 0 ? rest : rest[..end], line);
            if (end < 0)
            {
                return;
            }

            rest = rest[(end + 1)..];
            line++;
            if (_code > 0)
            {
                StartLine();
            }
            else
            {
                Space();
            }
        }
    }

    /// <summary>Begins a block.</summary>
    /// <returns>Its index.</returns>
    public int Begin(BlockKind kind, int? under, int level = 0, string? label = null, string marker = "")
    {
        builder.Begin(kind, level, label, kind == BlockKind.Heading ? null : under ?? Around, marker: marker);
        (_open, _isBold, _line, _lineDue) = (kind, true, 0, false);
        if (_target is not null)
        {
            builder.OpenLink(_target);
        }

        return builder.Blocks.Count;
    }

    /// <summary>Ends the open block; in a cell the words are only set apart.</summary>
    public void End()
    {
        if (_cell is not null)
        {
            Space();
            return;
        }

        var isQuestion = _open switch
        {
            BlockKind.Heading => builder.EndsWith('?') && !(_heading == 1 && builder.Blocks.Count == 0),
            BlockKind.Paragraph => builder.EndsWith('?') && Item is null && (_isBold || Questions.IsMarked(builder.OpenText)),
            _ => false,
        };
        if (isQuestion && builder.OpenText.Length <= LongestQuestion)
        {
            builder.Turn(BlockKind.Question, _heading);
            _question = builder.End();
        }
        else
        {
            builder.End();
            _question = _open == BlockKind.Heading ? null : _question;
        }

        (_open, _lineDone) = (null, false);
    }

    /// <summary>Sets what follows apart from what stands before: by a line's end within a definition, as another block elsewhere.</summary>
    public void Break()
    {
        if (_open == BlockKind.Definition)
        {
            _lineDue = true;
        }
        else
        {
            End();
        }
    }

    /// <summary>A line's end within a block; two of them end it.</summary>
    public void NewLine()
    {
        if (_cell is not null || _heading > 0 || _open is BlockKind.Caption)
        {
            Space();
        }
        else if (_code > 0)
        {
            StartLine();
        }
        else if (_lineDone || (_open == BlockKind.Paragraph && builder.EndsWith('?') && Questions.IsMarked(builder.OpenText)))
        {
            Break();
        }
        else if (_open is not null)
        {
            StartLine();
            _lineDone = true;
        }
    }

    /// <summary>What follows leads to <paramref name="target"/>; null ends that.</summary>
    public void Link(string? target)
    {
        _target = target;
        if (_open is null)
        {
            return;
        }

        if (target is null)
        {
            builder.CloseLink();
        }
        else
        {
            builder.OpenLink(target);
        }
    }

    /// <summary>A heading begins, or ends with level 0.</summary>
    public void Heading(int level)
    {
        End();
        _heading = level;
    }

    public void Code(int change, string? language)
    {
        End();
        _code = Math.Max(0, _code + change);
        _language = language;
    }

    /// <summary>The edge of a definition's term or body.</summary>
    public void Definition(bool isTerm, bool entering, int level)
    {
        if (!entering)
        {
            _term = 0;
            return;
        }

        if (isTerm)
        {
            if (_open != BlockKind.Definition || _hasBody)
            {
                End();
                _definition = null;
            }

            (_term, _level, _hasBody) = (level, level, false);
        }
        else if (_open == BlockKind.Definition && !_hasBody)
        {
            _hasBody = true;
            var term = builder.OpenText;
            if (term.EndsWith('?'))
            {
                builder.Turn(BlockKind.Question);
                (_question, _open, _definition) = (builder.End(), null, null);
            }
            else
            {
                builder.Turn(BlockKind.Definition, _level, StatedText.Clean(term), Around);
                _definition = builder.Blocks.Count;
            }
        }

        _lineDue = _open is not null;
    }

    /// <summary>The edge of what is shown of hidden words; they belong to it.</summary>
    public void Summary(bool entering)
    {
        if (entering)
        {
            End();
            _summary = builder.Blocks.Count;
            return;
        }

        if (_open == BlockKind.Paragraph && builder.EndsWith('?'))
        {
            builder.Turn(BlockKind.Question);
        }

        End();
        _question = builder.Blocks.Count > _summary ? _summary : _question;
    }

    /// <summary>The edge of details or definitions; a question among them has its answer there.</summary>
    public void Details(bool entering)
    {
        End();
        if (entering)
        {
            _around.Push((_question, _definition));
        }
        else
        {
            (_question, _definition) = _around.Pop();
        }
    }

    /// <summary>The sentence before a list, table or code that leads to it.</summary>
    public int? LeadIn()
    {
        var last = builder.Blocks.Count - 1;
        return last >= 0 && builder.Blocks[last].Kind is not (BlockKind.Heading or BlockKind.Header or BlockKind.Row or BlockKind.Code)
            && builder.TextOf(last).EndsWith(':') ? last : null;
    }

    /// <summary>Moves on by a number of cells.</summary>
    public void Cells(int count)
    {
        for (; count > 0; count--)
        {
            builder.NextCell();
        }
    }

    private void Open()
    {
        if (_cell is { } cell)
        {
            if (IsCellEmpty)
            {
                IsCellEmpty = false;
                cell();
            }

            if (Marker is { } inCell)
            {
                Marker = null;
                builder.Write(inCell.Shown);
            }
        }
        else if (_open is null)
        {
            BeginDue();
        }
        else if (_lineDue)
        {
            _lineDue = false;
            StartLine();
        }

        _lineDone = false;
    }

    private void BeginDue()
    {
        if (_heading > 0)
        {
            Begin(BlockKind.Heading, under: null, _heading);
        }
        else if (_code > 0)
        {
            Begin(BlockKind.Code, LeadIn(), label: _language);
        }
        else if (Marker is { } marker)
        {
            Marker = null;
            var indent = new string(' ', (Math.Min(marker.Level, 8) - 1) * 2);
            Item = Begin(BlockKind.Item, marker.Under, marker.Level, marker.Shown.Trim(), indent + marker.Shown);
        }
        else if (_term > 0)
        {
            Begin(BlockKind.Definition, under: null, _term);
        }
        else
        {
            var kind = Captions > 0 ? BlockKind.Caption : Menus > 0 ? BlockKind.Navigation : Notes > 0 ? BlockKind.Note
                : Quotes > 0 ? BlockKind.Quote : BlockKind.Paragraph;
            Begin(kind, under: null, kind == BlockKind.Quote ? Quotes : 0);
        }
    }

    private void Write(ReadOnlySpan<char> words, int? line)
    {
        if (line is { } number && number != _line && !words.IsWhiteSpace())
        {
            builder.Place = new PlaceMark(0) { Line = number };
            _line = number;
        }

        if (_code > 0)
        {
            builder.WriteVerbatim(words);
        }
        else
        {
            _isBold &= Bold > 0 || words.IsWhiteSpace();
            builder.Write(words);
        }
    }

    private void StartLine()
    {
        builder.NewLine();
        _line = 0;
    }

    private void Space()
    {
        if (_open is not null && _code == 0)
        {
            builder.Write(" ");
        }
    }

    /// <summary>Without characters that nobody sees; a power's digits stay apart from those of its base.</summary>
    private string Shown(string data)
    {
        if (data.AsSpan().ContainsAny('\u00AD', '\u200B', '\uFEFF'))
        {
            data = string.Concat(data.Where(c => c is not ('\u00AD' or '\u200B' or '\uFEFF')));
        }

        return Raised > 0 && _code == 0 && builder.EndsWith(char.IsAsciiDigit) && data.All(c => char.IsAsciiDigit(c) || c is '-' or '−')
            ? string.Concat(data.Select(c => char.IsAsciiDigit(c) ? Digits[c - '0'] : '⁻'))
            : data;
    }
}
