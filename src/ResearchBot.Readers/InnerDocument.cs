namespace ResearchBot.Readers;

/// <summary>A document inside another one: a mail's attachment, a notebook's text.</summary>
internal static class InnerDocument
{
    /// <summary>How many files may stand in each other.</summary>
    private const int MaxDepth = 3;

    private const int LowestHeading = 6;

    /// <summary>Reads a file that stands in another one.</summary>
    /// <param name="refused">Why it is not read, in words that may be shown.</param>
    /// <returns>Null if it is not read.</returns>
    public static ReadDocument? TryRead(FileToRead outer, string name, byte[] content, out string refused)
    {
        if (outer.Depth < MaxDepth)
        {
            return TryReadPart(outer with { Depth = outer.Depth + 1 }, name, content, out refused);
        }

        refused = $"it is nested deeper than {MaxDepth} files";
        return null;
    }

    /// <summary>Reads a part of a file that is written in another format, such as a mail's HTML.</summary>
    public static ReadDocument? TryReadPart(FileToRead outer, string name, byte[] content, out string refused)
    {
        try
        {
            refused = "";
            return DocumentReaders.Read(outer with { Name = name, Content = content });
        }
        catch (RefusalException refusal)
        {
            refused = refusal.Message;
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            refused = "it is damaged or not really of its kind";
        }

        return null;
    }

    /// <summary>Writes a document's blocks into another one.</summary>
    /// <param name="levels">How much deeper its headings stand.</param>
    /// <param name="place">The place in the outer file of a place in the inner one.</param>
    public static void Append(this DocumentBuilder builder, ReadDocument inner, int levels, Func<PlaceMark, PlaceMark> place)
    {
        var blocks = new int?[inner.Blocks.Count];
        var marks = new Cursor(inner);
        for (var i = 0; i < blocks.Length; i++)
        {
            var block = inner.Blocks[i];
            var level = block.Kind == BlockKind.Heading ? Math.Min(block.Level + levels, LowestHeading) : block.Level;
            var under = block.Under is { } index ? blocks[index] : null;
            builder.Begin(block.Kind, level, block.Label, under, block.Hidden, block.Kind == BlockKind.Item ? Marker(inner.Text, block.Start) : "");
            marks.Write(builder, block, place);
            blocks[i] = builder.End();
        }

        foreach (var remark in inner.Remarks)
        {
            builder.Remark(remark);
        }
    }

    private static string Marker(string text, int start)
    {
        var line = start == 0 ? 0 : text.LastIndexOf('\n', start - 1) + 1;
        return text[line..start];
    }

    /// <summary>Goes through a document's marks and links once.</summary>
    private sealed class Cursor(ReadDocument document)
    {
        private int _mark;
        private int _link;

        public void Write(DocumentBuilder builder, Block block, Func<PlaceMark, PlaceMark> place)
        {
            var (at, end) = (block.Start, block.Start + block.Length);
            while (_mark + 1 < document.Places.Count && document.Places[_mark + 1].Start <= at)
            {
                _mark++;
            }

            builder.Place = place(At(document.Places[_mark], at));
            while (at < end)
            {
                var link = _link < document.Links.Count ? document.Links[_link] : null;
                var next = end;
                if (_mark + 1 < document.Places.Count)
                {
                    next = Math.Min(next, document.Places[_mark + 1].Start);
                }

                if (link is not null && link.Start > at)
                {
                    next = Math.Min(next, link.Start);
                }
                else if (link is not null && link.Start == at && link.Start + link.Length <= end)
                {
                    next = link.Start + link.Length;
                    builder.OpenLink(link.Target);
                }
                else if (link is not null && link.Start + link.Length <= at)
                {
                    _link++;
                    continue;
                }

                Put(builder, block.Kind, document.Text.AsSpan(at, next - at));
                builder.CloseLink();
                at = next;
                while (at < end && _mark + 1 < document.Places.Count && document.Places[_mark + 1].Start <= at)
                {
                    builder.Place = place(document.Places[++_mark]);
                }
            }
        }

        private PlaceMark At(PlaceMark mark, int offset)
        {
            var feeds = document.Text.AsSpan(mark.Start, Math.Max(0, offset - mark.Start)).Count('\n');
            return mark with { Line = mark.Line + feeds, Row = mark.Row + feeds };
        }

        private static void Put(DocumentBuilder builder, BlockKind kind, ReadOnlySpan<char> text)
        {
            if (kind is not (BlockKind.Row or BlockKind.Header))
            {
                builder.WriteVerbatim(text);
                return;
            }

            for (var tab = text.IndexOf('\t'); tab >= 0; tab = text.IndexOf('\t'))
            {
                builder.Write(text[..tab]);
                builder.NextCell();
                text = text[(tab + 1)..];
            }

            builder.Write(text);
        }
    }
}
