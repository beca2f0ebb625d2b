namespace ResearchBot.Core.Answering.Proof;

/// <summary>Lays a statement over a quoted sentence: the longest run of words, in order, that both have.</summary>
internal sealed class Alignment
{
    private readonly ProofText _statement;
    private readonly ProofText _sentence;
    private readonly List<(int Own, int Quoted)> _pairs = [];

    public Alignment(ProofText statement, ProofText sentence)
    {
        _statement = statement;
        _sentence = sentence;
        var (own, quoted) = (statement.Words, sentence.Words);
        var width = quoted.Count + 1;
        var longest = new int[(own.Count + 1) * width];
        for (var i = own.Count - 1; i >= 0; i--)
        {
            for (var j = quoted.Count - 1; j >= 0; j--)
            {
                longest[(i * width) + j] = own[i].Term == quoted[j].Term
                    ? longest[((i + 1) * width) + j + 1] + 1
                    : Math.Max(longest[((i + 1) * width) + j], longest[(i * width) + j + 1]);
            }
        }

        for (var (i, j) = (0, 0); i < own.Count && j < quoted.Count;)
        {
            if (own[i].Term == quoted[j].Term)
            {
                _pairs.Add((i++, j++));
            }
            else if (longest[((i + 1) * width) + j] >= longest[(i * width) + j + 1])
            {
                i++;
            }
            else
            {
                j++;
            }
        }
    }

    /// <summary>The share of the statement's words that stand in the sentence in the same order.</summary>
    public double Share => _statement.Words.Count == 0 ? 0 : (double)_pairs.Count / _statement.Words.Count;

    /// <summary>Where the two differ: what each has instead of the other, between words that both have, or at their ends.</summary>
    public IEnumerable<(ArraySegment<ProofWord> Own, ArraySegment<ProofWord> Quoted)> Differences()
    {
        var (own, quoted) = (-1, -1);
        foreach (var (i, j) in _pairs.Append((_statement.Words.Count, _sentence.Words.Count)))
        {
            if (i > own + 1 || j > quoted + 1)
            {
                yield return (_statement.Part(own + 1, i), _sentence.Part(quoted + 1, j));
            }

            (own, quoted) = (i, j);
        }
    }
}
