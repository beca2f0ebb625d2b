using System.Text.RegularExpressions;

namespace ResearchBot.Readers.Pdf;

/// <summary>Makes paragraphs, list items, captions, notes and rows of the parts of pages.</summary>
internal sealed partial class PassageBuilder(double bodySize)
{
    private readonly List<Passage> _passages = [];

    public List<Passage> Passages => _passages;

    public void Add(PageContent page)
    {
        var isFirst = true;
        foreach (var part in page.Layers.SelectMany(layer => layer.Arrange()))
        {
            switch (part)
            {
                case TablePart table:
                    AddTable(table, page.Number);
                    break;
                case TextPart text:
                    AddText(text, page.Number, isFirst);
                    break;
            }

            isFirst = false;
        }

        foreach (var note in page.Notes)
        {
            var words = note.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(word => new PageWord(word, 0, 0, 0, bodySize, false));
            Begin(BlockKind.Note).Lines.Add(new PassageLine(page.Number, [.. words], false));
        }

        foreach (var line in page.Hidden)
        {
            Begin(BlockKind.Paragraph, isHidden: true).Lines.Add(new PassageLine(page.Number, WordOrder.Logical(line.Words), false));
        }
    }

    private Passage Begin(BlockKind kind, bool isHidden = false)
    {
        var passage = new Passage(kind) { IsHidden = isHidden, Size = bodySize };
        _passages.Add(passage);
        return passage;
    }

    private void AddTable(TablePart table, int page)
    {
        foreach (var (i, row) in table.Rows.Index())
        {
            var passage = new Passage(i == 0 && table.HasHeader ? BlockKind.Header : BlockKind.Row) { GoesOn = i > 0, Size = bodySize };
            passage.Lines.AddRange(row.Cells.Select(cell => new PassageLine(page, cell, false)));
            if (row.Filled > 0)
            {
                _passages.Add(passage);
            }
        }
    }

    private void AddText(TextPart text, int page, bool isPageStart)
    {
        var pitch = Pitch(text.Lines);
        Passage? open = null;
        PageLine? before = null;
        foreach (var line in text.Lines)
        {
            var words = WordOrder.Logical(line.Words);
            var marker = words.Count > 1 && LineBuilder.IsMarker(words[0].Text) ? words[0].Text : null;
            var isBroken = before is not null && IsBrokenBefore(text, before, words[0]);
            if (open is null || before is null)
            {
                open = marker is null && _passages.FindLast(passage => !IsAside(passage)) is { } last && GoesOnInNextColumn(last, line, words) ? last : null;
            }
            else if (marker is not null || Parts(text, open, before, line, pitch, isBroken))
            {
                open = null;
            }

            if (open is null)
            {
                open = Open(line, marker, isPageStart && before is null);
                _passages.Add(open);
                isBroken = false;
            }

            open.Lines.Add(new PassageLine(page, marker is null ? words : [.. words.Skip(1)], isBroken && before is not null));
            before = line;
        }
    }

    private Passage Open(PageLine line, string? marker, bool isPageStart)
    {
        var text = line.Text;
        var kind = marker is not null ? BlockKind.Item
            : Caption().IsMatch(text) ? BlockKind.Caption
            : line.Size < 0.93 * bodySize && !isPageStart && NoteMark().IsMatch(text) ? BlockKind.Note
            : Leader().IsMatch(text) ? BlockKind.Navigation
            : BlockKind.Paragraph;
        return new Passage(kind)
        {
            Marker = marker is null ? "" : marker + " ", Label = marker, Left = line.Left, Size = line.Size, IsBold = line.IsBold, Level = kind == BlockKind.Item ? 1 : 0,
        };
    }

    /// <summary>Whether a line begins a new paragraph.</summary>
    private bool Parts(TextPart text, Passage open, PageLine before, PageLine line, double pitch, bool isBroken)
    {
        if (Math.Abs(line.Size - before.Size) > 0.08 * before.Size || line.IsBold != before.IsBold)
        {
            return line.IsBold != before.IsBold ? isBroken || before.Size != line.Size || line.IsBold : true;
        }

        if (before.Base - line.Base > (line.Size > 1.12 * bodySize ? Math.Max(1.6 * line.Size, 1.3 * pitch) : Math.Max(1.3 * pitch, pitch + 2)) || Caption().IsMatch(line.Text) || Leader().IsMatch(before.Text))
        {
            return true;
        }

        if (open.Kind == BlockKind.Item)
        {
            return line.Left < open.Left + 2 && isBroken;
        }

        var indent = line.Left - text.Left;
        return (indent > 0.8 * line.Size && indent < 6 * line.Size && before.Left < text.Left + 2 && !WordOrder.IsRightToLeft(line.Text[0]))
            || (isBroken && before.Text[^1] is '.' or '!' or '?' or ':' or '。');
    }

    /// <summary>Whether the line before ends although the next word would have had room.</summary>
    private static bool IsBrokenBefore(TextPart text, PageLine before, PageWord next) =>
        WordOrder.IsRightToLeft(next.Text[0])
            ? before.Left - (next.Right - next.Left) - (0.5 * before.Size) > text.Left
            : before.Right + (next.Right - next.Left) + (0.5 * before.Size) < text.Right;

    /// <summary>Whether the last paragraph of a column or page goes on in the next one.</summary>
    private static bool GoesOnInNextColumn(Passage last, PageLine line, IReadOnlyList<PageWord> words) =>
        last is { Kind: BlockKind.Paragraph or BlockKind.Item, IsHidden: false } && Math.Abs(last.Size - line.Size) < 0.08 * line.Size && last.IsBold == line.IsBold
        && last.Last is not ('.' or '!' or '?' or ':') && char.IsLower(words[0].Text[0]) && (last.Lines.Count > 1 || last.Last == '-');

    /// <summary>Whether a paragraph may go on behind it.</summary>
    private static bool IsAside(Passage passage) => passage.IsHidden || passage.Kind is BlockKind.Note or BlockKind.Caption or BlockKind.Row or BlockKind.Header;

    /// <summary>The usual distance of baselines.</summary>
    private static double Pitch(IReadOnlyList<PageLine> lines)
    {
        var steps = lines.Zip(lines.Skip(1), (one, next) => one.Base - next.Base).Where((step, i) => step > 0 && step < 2.5 * lines[i].Size).Order().ToList();
        return steps.Count == 0 ? 1.2 * lines[0].Size : steps[(steps.Count - 1) / 3];
    }

    [GeneratedRegex(@"^(figure|fig\.|table|chart|exhibit|abbildung|abb\.|tabelle|tableau|tabla|figura|tabella|рис\.|таблица|图|表)\s*[A-Z]?\d+([.\-]\d+)*\s*([.:–—|]|$)",
        RegexOptions.IgnoreCase)]
    private static partial Regex Caption();

    [GeneratedRegex(@"^([*†‡§¹²³⁰-⁹]+|\(?\d{1,3}\)?[.)]?)\s*\p{L}")]
    private static partial Regex NoteMark();

    [GeneratedRegex(@"(…|\.{4,})\s*[\divxlc]+(-\d+)?\s*$")]
    private static partial Regex Leader();
}
