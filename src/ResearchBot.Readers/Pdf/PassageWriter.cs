namespace ResearchBot.Readers.Pdf;

/// <summary>Writes passages as a document's blocks.</summary>
internal sealed class PassageWriter(DocumentBuilder builder, LineHyphens hyphens)
{
    private int? _header;
    private int? _leadIn;
    private int? _question;

    public void Write(IEnumerable<Passage> passages)
    {
        foreach (var passage in passages)
        {
            if (Write(passage) is { } index && !passage.IsHidden)
            {
                Remember(passage, index);
            }
        }
    }

    private void Remember(Passage passage, int index)
    {
        _header = passage.Kind switch { BlockKind.Header => index, BlockKind.Row => _header, _ => null };
        _question = passage.Kind switch { BlockKind.Question => index, BlockKind.Heading => null, _ => _question };
        _leadIn = passage.Kind switch
        {
            BlockKind.Item or BlockKind.Row or BlockKind.Header => _leadIn,
            BlockKind.Caption => index,
            BlockKind.Paragraph when passage.Last is ':' or '：' => index,
            _ => null,
        };
    }

    private int? Write(Passage passage)
    {
        var isRow = passage.Kind is BlockKind.Row or BlockKind.Header;
        if (isRow && !passage.GoesOn)
        {
            _header = null;
        }

        builder.Place = new PlaceMark(0) { Page = passage.Page };
        builder.Begin(passage.Kind, passage.Level, passage.Label, passage.IsHidden ? null : Under(passage), passage.IsHidden, passage.Marker);
        if (isRow)
        {
            foreach (var (i, cell) in passage.Lines.Index())
            {
                if (i > 0)
                {
                    builder.NextCell();
                }

                WriteLines([cell]);
            }
        }
        else
        {
            WriteLines(passage.Lines);
        }

        return builder.End();
    }

    private int? Under(Passage passage) => passage.Kind switch
    {
        BlockKind.Heading or BlockKind.Question => null,
        BlockKind.Row when _header is not null => _header,
        BlockKind.Item or BlockKind.Row or BlockKind.Header when _leadIn is not null => _leadIn,
        _ => _question,
    };

    private void WriteLines(IReadOnlyList<PassageLine> lines)
    {
        string? link = null;
        foreach (var (word, text, before, page) in hyphens.Flow(lines))
        {
            if (link is not null && word.Link != link)
            {
                builder.CloseLink();
            }

            if (before == "\n")
            {
                builder.NewLine();
            }
            else
            {
                builder.Write(before);
            }

            if (builder.Place.Page != page)
            {
                builder.Place = new PlaceMark(0) { Page = page };
            }

            if (word.Link is not null && word.Link != link)
            {
                builder.OpenLink(word.Link);
            }

            link = word.Link;
            builder.Write(text);
        }

        builder.CloseLink();
    }
}
