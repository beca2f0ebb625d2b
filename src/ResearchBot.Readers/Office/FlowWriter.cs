namespace ResearchBot.Readers.Office;

/// <summary>Writes what word processors and slides hold, and says which block another one cannot be understood without: the lead-in of a list or table,
/// the question of an answer.</summary>
internal sealed class FlowWriter(DocumentBuilder builder)
{
    private const int LongestHeading = 400;

    private int? _leadIn;
    private int? _question;
    private int? _item;
    private bool _isCode;

    /// <summary>Whether all that is written is invisible to a person, as on a hidden slide.</summary>
    public bool IsHidden { get; set; }

    public DocumentBuilder Builder => builder;

    public void Heading(int level, Prose prose, string marker = "")
    {
        if (prose.IsEmpty)
        {
            Hidden(prose);
            return;
        }

        var words = marker.Length == 0 ? prose : Prose.Of(marker);
        if (marker.Length > 0)
        {
            words.Add(prose);
        }

        var isHeading = words.ToString().Length <= LongestHeading;
        var isQuestion = isHeading && EndsWith(words, "?？") && (level > 1 || builder.Blocks.Count > 0);
        var kind = isQuestion ? BlockKind.Question : isHeading ? BlockKind.Heading : BlockKind.Paragraph;
        var index = Write(kind, words, isHeading ? Math.Clamp(level, 1, 6) : 0);
        (_leadIn, _question) = (null, isQuestion ? index : null);
    }

    /// <param name="isContinued">Whether it is a further paragraph of the list item before it.</param>
    public void Paragraph(Prose prose, bool isContinued = false)
    {
        var isQuestion = prose.IsBold && !isContinued && EndsWith(prose, "?？");
        _question = isQuestion ? null : _question;
        var index = Write(isQuestion ? BlockKind.Question : BlockKind.Paragraph, prose, under: (isContinued ? _item : null) ?? _question);
        if (isContinued)
        {
            return;
        }

        _question = isQuestion ? index : _question;
        _leadIn = index is not null && EndsWith(prose, ":：") ? index : prose.IsEmpty ? _leadIn : null;
    }

    public void Item(int level, string marker, Prose prose) =>
        _item = Write(BlockKind.Item, prose, level, marker.Trim() is { Length: > 0 } label ? label : null, _leadIn ?? _question, marker) ?? _item;

    /// <summary>A block of another kind, such as a quote, caption or note.</summary>
    public void Other(BlockKind kind, Prose prose)
    {
        Write(kind, prose, under: kind is BlockKind.Note or BlockKind.Navigation ? null : _question);
        _leadIn = kind is BlockKind.Note or BlockKind.Caption ? _leadIn : null;
    }

    /// <summary>A line of code; lines that follow each other are one block.</summary>
    public void Code(Prose prose)
    {
        if (prose.IsEmpty && !_isCode)
        {
            return;
        }

        if (_isCode)
        {
            builder.NewLine();
        }
        else
        {
            builder.Begin(BlockKind.Code, under: _leadIn ?? _question, hidden: IsHidden);
            _isCode = true;
        }

        builder.WriteVerbatim(prose.ToString());
        _leadIn = null;
    }

    /// <summary>A table of at least two columns.</summary>
    /// <param name="moved">Called before each row, to set its place.</param>
    public void Table(IReadOnlyList<TableRow> rows, Action? moved = null)
    {
        var headers = TableHeader.Count(rows);
        var header = _leadIn ?? _question;
        for (var i = 0; i < rows.Count; i++)
        {
            moved?.Invoke();
            var row = rows[i];
            Begin(i < headers ? BlockKind.Header : BlockKind.Row, header, IsHidden || row.IsHidden);
            for (var cell = 0; cell < row.Cells.Count; cell++)
            {
                if (cell > 0)
                {
                    builder.NextCell();
                }

                WritePieces(row.Cells[cell], isOneLine: true);
            }

            var index = builder.End();
            header = i < headers ? index ?? header : header;
        }

        foreach (var cell in rows.SelectMany(row => row.Cells))
        {
            Hidden(cell);
        }

        _leadIn = null;
    }

    private int? Write(BlockKind kind, Prose prose, int level = 0, string? label = null, int? under = null, string marker = "")
    {
        int? index = null;
        if (!prose.IsEmpty)
        {
            Begin(kind, under, IsHidden, level, label, marker);
            WritePieces(prose, isOneLine: level > 0 && kind is BlockKind.Heading or BlockKind.Question);
            index = builder.End();
        }

        Hidden(prose);
        return index;
    }

    private void Hidden(Prose prose)
    {
        if (!string.IsNullOrWhiteSpace(prose.Hidden))
        {
            Begin(BlockKind.Paragraph, under: null, hidden: true);
            builder.Write(prose.Hidden);
            builder.End();
        }
    }

    private void Begin(BlockKind kind, int? under, bool hidden, int level = 0, string? label = null, string marker = "")
    {
        _isCode = false;
        builder.Begin(kind, level, label, under, hidden, marker);
    }

    private void WritePieces(Prose prose, bool isOneLine)
    {
        foreach (var (text, target) in prose.Pieces)
        {
            if (target is not null)
            {
                builder.OpenLink(target);
            }

            var rest = text.AsSpan();
            for (int feed; !isOneLine && (feed = rest.IndexOf('\n')) >= 0; rest = rest[(feed + 1)..])
            {
                builder.Write(rest[..feed]);
                builder.NewLine();
            }

            builder.Write(rest);
            if (target is not null)
            {
                builder.CloseLink();
            }
        }
    }

    private static bool EndsWith(Prose prose, string marks)
    {
        for (var i = prose.Pieces.Count - 1; i >= 0; i--)
        {
            var text = prose.Pieces[i].Text.AsSpan().TrimEnd();
            if (text.Length > 0)
            {
                return marks.Contains(text[^1], StringComparison.Ordinal);
            }
        }

        return false;
    }
}
