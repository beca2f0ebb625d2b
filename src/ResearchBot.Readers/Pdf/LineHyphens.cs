namespace ResearchBot.Readers.Pdf;

/// <summary>Decides what becomes of a hyphen at a line's end: it goes if the document has the joined word elsewhere, and stays if it has only the
/// hyphenated one.</summary>
internal sealed class LineHyphens
{
    private readonly HashSet<string> _known = [];

    public LineHyphens(IEnumerable<Passage> passages)
    {
        foreach (var line in passages.SelectMany(passage => passage.Lines))
        {
            foreach (var word in line.Words.Skip(1).SkipLast(1))
            {
                _known.Add(Bare(word.Text));
            }
        }
    }

    /// <summary>The words of lines with what is written before each: nothing, a blank or a line's end.</summary>
    public IEnumerable<(PageWord Word, string Text, string Before, int Page)> Flow(IReadOnlyList<PassageLine> lines)
    {
        var before = "";
        for (var i = 0; i < lines.Count; i++)
        {
            var words = lines[i].Words;
            if (i > 0 && lines[i].IsBroken && before == " ")
            {
                before = "\n";
            }

            for (var j = 0; j < words.Count; j++)
            {
                var text = words[j].Text;
                var next = j + 1 < words.Count ? words[j + 1] : i + 1 < lines.Count && lines[i + 1].Words.Count > 0 ? lines[i + 1].Words[0] : null;
                var endsLine = next is not null && (j + 1 == words.Count || words[j].Base - next.Base > 0.5 * words[j].Size);
                var (kept, after) = endsLine ? Join(text, next!.Text) : (text, " ");
                yield return (words[j], kept, before, lines[i].Page);
                before = after;
            }
        }
    }

    private (string Kept, string After) Join(string word, string next)
    {
        if (word.Length > 1 && word[^1] is '-' or '\u2010' && char.IsLetter(word[^2]) && char.IsLetter(next[0]))
        {
            var keeps = char.IsUpper(next[0]) || (!_known.Contains(Bare(word[..^1] + next)) && _known.Contains(Bare(word + next)));
            return (keeps ? word : word[..^1], "");
        }

        return (word, IsIdeograph(word[^1]) && IsIdeograph(next[0]) ? "" : " ");
    }

    private static bool IsIdeograph(char c) => c is >= '\u2E80' and <= '\uA4CF' or >= '\uF900' and <= '\uFAFF' or >= '\uFF00' and <= '\uFF60';

    private static string Bare(string word) => word.Trim('.', ',', ';', ':', '!', '?', '(', ')', '"', '“', '”', '’', '\'').ToLowerInvariant();
}
