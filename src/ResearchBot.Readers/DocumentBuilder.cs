using System.Text;

namespace ResearchBot.Readers;

/// <summary>Writes a document's visible text block by block, with places and links. White space, control characters and lone surrogates are
/// cleaned here, so that every reader's text obeys <see cref="ReadDocument"/>.</summary>
public sealed class DocumentBuilder(int maxCharacters)
{
    private readonly StringBuilder _text = new();
    private readonly List<Block> _blocks = [];
    private readonly List<PlaceMark> _places = [];
    private readonly List<Link> _links = [];
    private readonly List<string> _remarks = [];
    private PlaceMark _place = new(0);
    private Block? _open;
    private string _marker = "";
    private (int Start, string Target)? _link;
    private int _start = -1;
    private int _feedsSinceMark;
    private int _feeds;
    private int _tabs;
    private bool _space;
    private bool _moved = true;
    private char _high;

    /// <summary>The number of characters written.</summary>
    public int Length => _text.Length;

    /// <summary>The blocks that are finished.</summary>
    public IReadOnlyList<Block> Blocks => _blocks;

    /// <summary>The words of a finished block.</summary>
    public string TextOf(int block) => _text.ToString(_blocks[block].Start, _blocks[block].Length);

    /// <summary>The words of the open block so far.</summary>
    public string OpenText => _start < 0 ? "" : _text.ToString(_start, _text.Length - _start);

    /// <summary>Whether the open block's words so far end with <paramref name="last"/>.</summary>
    public bool EndsWith(char last) => _start >= 0 && _text[^1] == last;

    /// <summary>Whether the open block's last character is of a kind.</summary>
    public bool EndsWith(Func<char, bool> isLast) => _start >= 0 && !_space && isLast(_text[^1]);

    /// <summary>The place of what is written next; its start is set here. It may change within a block. Lines and rows count on by themselves with
    /// every line feed, so that it need not be set for each.</summary>
    public PlaceMark Place
    {
        get => _place;
        set => (_place, _moved) = (value, true);
    }

    /// <summary>Begins a block, and ends the one before it.</summary>
    /// <param name="marker">A list item's bullet or number, written before the block; "• " or "3. ".</param>
    public void Begin(BlockKind kind, int level = 0, string? label = null, int? under = null, bool hidden = false, string marker = "")
    {
        End();
        _open = new Block(kind, 0, 0) { Level = level, Label = label, Under = under, Hidden = hidden };
        _marker = marker;
        _feeds = _blocks.Count == 0 ? 0 : IsTight(_blocks[^1].Kind, kind) ? 1 : 2;
    }

    /// <summary>Gives the open block another kind, as its words tell.</summary>
    public void Turn(BlockKind kind, int level = 0, string? label = null, int? under = null) =>
        _open = _open is null ? null : _open with { Kind = kind, Level = level, Label = label, Under = under };

    /// <summary>Ends the open block, if there is one.</summary>
    /// <returns>Its index; null if nothing visible was written into it.</returns>
    public int? End()
    {
        CloseLink();
        Flush();
        var open = _open;
        _open = null;
        (_space, _tabs, _feeds, _marker) = (false, 0, 0, "");
        if (open is null || _start < 0)
        {
            return null;
        }

        TrimEnd();
        _blocks.Add(open with { Start = _start, Length = _text.Length - _start });
        _start = -1;
        return _blocks.Count - 1;
    }

    /// <summary>A whole block of running text.</summary>
    public int? Add(BlockKind kind, ReadOnlySpan<char> text, int level = 0, string? label = null, int? under = null, bool hidden = false, string marker = "")
    {
        Begin(kind, level, label, under, hidden, marker);
        Write(text);
        return End();
    }

    /// <summary>A whole row of a table.</summary>
    public int? AddRow(IEnumerable<string> cells, int? header = null, bool hidden = false, bool isHeader = false)
    {
        Begin(isHeader ? BlockKind.Header : BlockKind.Row, under: header, hidden: hidden);
        var first = true;
        foreach (var cell in cells)
        {
            if (!first)
            {
                NextCell();
            }

            Write(cell);
            first = false;
        }

        return End();
    }

    /// <summary>Writes running text into the open block: white space of any kind becomes one space.</summary>
    public void Write(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (char.IsWhiteSpace(c) || char.IsControl(c))
            {
                _space = true;
            }
            else
            {
                Put(c);
            }
        }
    }

    /// <summary>Writes preformatted text into the open block: spaces, tabs and line ends stay, blank lines at the block's start and end do not.</summary>
    public void WriteVerbatim(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '\n' || (c == '\r' && (i + 1 == text.Length || text[i + 1] != '\n')))
            {
                NewLine();
            }
            else if (c is '\t' or ' ' && _start >= 0 && _feeds == 0)
            {
                _text.Append(c);
            }
            else if (c is '\t' or ' ')
            {
                var rest = text[i..];
                var length = rest.IndexOfAnyExcept(' ', '\t');
                length = length < 0 ? rest.Length : length;
                _marker = string.Concat(_marker, rest[..length]); // indentation, written with the line's first visible character
                i += length - 1;
            }
            else if (!char.IsControl(c))
            {
                Put(c);
            }
        }
    }

    /// <summary>A line's end inside the open block.</summary>
    public void NewLine()
    {
        if (_start >= 0)
        {
            TrimEnd();
            (_feeds, _space, _marker) = (_feeds + 1, false, "");
        }

        if (_place.Line is { } line)
        {
            _place = _place with { Line = line + (_start < 0 ? 1 : 0) };
        }
    }

    /// <summary>The next cell of the open row.</summary>
    public void NextCell() => (_tabs, _space) = (_tabs + 1, false);

    /// <summary>What is written until <see cref="CloseLink"/> leads somewhere.</summary>
    public void OpenLink(string target)
    {
        CloseLink();
        Flush();
        _link = (-1, target);
    }

    /// <summary>Ends the open link, if there is one.</summary>
    public void CloseLink()
    {
        Flush();
        if (_link is { Start: >= 0 } link && link.Target.Length > 0)
        {
            _links.Add(new Link(link.Start, _text.Length - link.Start, link.Target));
        }

        _link = null;
    }

    /// <summary>Something a person who loads the file should know.</summary>
    public void Remark(string sentence)
    {
        if (!_remarks.Contains(sentence))
        {
            _remarks.Add(sentence);
        }
    }

    /// <summary>The words of the first heading of level 1, or null.</summary>
    public string? FirstHeading()
    {
        var top = _blocks.FindIndex(block => block is { Kind: BlockKind.Heading, Level: 1 });
        return top < 0 ? null : StatedText.Clean(TextOf(top));
    }

    /// <summary>The document.</summary>
    /// <exception cref="RefusalException">Nothing visible was written.</exception>
    public ReadDocument Build(string? title = null, string? published = null, IReadOnlyDictionary<string, string>? about = null)
    {
        End();
        return _blocks.Count == 0
            ? throw new RefusalException("The file holds no text that a person can see.")
            : new ReadDocument(_text.ToString(), _blocks, _places)
            {
                Title = title, Published = published, About = about ?? new Dictionary<string, string>(), Links = _links, Remarks = _remarks,
            };
    }

    private static bool IsTight(BlockKind before, BlockKind now) =>
        before == now ? now is BlockKind.Item or BlockKind.Row or BlockKind.Header or BlockKind.Navigation or BlockKind.Metadata
            : before is BlockKind.Header && now is BlockKind.Row;

    private void Put(char c)
    {
        if (_open is null)
        {
            Begin(BlockKind.Paragraph);
        }

        if (char.IsSurrogate(c))
        {
            PutHalf(c);
            return;
        }

        Flush();
        Append(c);
    }

    private void PutHalf(char c)
    {
        if (char.IsHighSurrogate(c))
        {
            Flush();
            _high = c;
        }
        else if (_high != 0)
        {
            var high = _high;
            _high = '\0';
            Append(high);
            _text.Append(c);
        }
        else
        {
            Append('\uFFFD');
        }
    }

    /// <summary>A high surrogate that no low one follows.</summary>
    private void Flush()
    {
        if (_high != 0)
        {
            _high = '\0';
            Append('\uFFFD');
        }
    }

    private void Append(char c)
    {
        if (_start < 0)
        {
            LineFeeds();
            Mark();
            if (_tabs == 0)
            {
                _text.Append(_marker);
            }

            _start = _open!.Kind == BlockKind.Code ? _text.Length - _marker.Length : _text.Length;
            _text.Append('\t', _tabs);
        }
        else if (_feeds > 0)
        {
            LineFeeds();
            Mark();
            _text.Append(_marker);
        }
        else
        {
            _text.Append('\t', _tabs);
            if (_space && _tabs == 0)
            {
                _text.Append(' ');
            }

            Mark();
        }

        (_marker, _space, _tabs) = ("", false, 0);
        if (_link is { Start: < 0 } link)
        {
            _link = link with { Start = _text.Length };
        }

        _text.Append(c);
        if (_text.Length > maxCharacters)
        {
            throw new RefusalException($"The text has more than {maxCharacters:N0} characters, which is the most that is read.");
        }
    }

    private void LineFeeds()
    {
        _text.Append('\n', _feeds);
        _feedsSinceMark += _feeds;
        _feeds = 0;
    }

    private void TrimEnd()
    {
        while (_text.Length > _start && _text[^1] is ' ' or '\t')
        {
            _text.Length--;
        }
    }

    /// <summary>Marks the place of the next character unless it follows from the last mark.</summary>
    private void Mark()
    {
        if (_places.Count > 0 && !_moved)
        {
            return;
        }

        _moved = false;
        var last = _places.Count == 0 ? null : _places[^1];
        var implied = last is null ? null : last with { Start = 0, Line = last.Line + _feedsSinceMark, Row = last.Row + _feedsSinceMark };
        if (implied != _place with { Start = 0 })
        {
            _places.Add(_place with { Start = _places.Count == 0 ? 0 : _text.Length });
            _feedsSinceMark = 0;
        }
    }
}
