namespace ResearchBot.Encoder.Tokens;

/// <summary>
/// Cuts a text into the vocabulary's pieces: normal form KC, a U+2581 in front and for every space, then the best sum
/// of scores. Ties, unreachable places and unknown characters go as in the reference, @energetic-ai/embeddings 0.2.0.
/// One text at a time; it keeps its memory for the next.
/// </summary>
internal sealed class Tokenizer(Vocabulary vocabulary)
{
    private const int Unknown = 0;
    private const int Separator = 0x2581;
    private readonly CodePoints _points = new();
    private double[] _best = [];
    private int[] _pieces = [];

    /// <summary>Replaces the content of <paramref name="tokens"/> by the text's pieces, all of them.</summary>
    public void Tokenize(ReadOnlySpan<char> text, List<int> tokens)
    {
        tokens.Clear();
        Nfkc.Normalise(text, _points);
        if (_points.Count == 0)
        {
            return;
        }

        var points = _points.Span;
        points.Replace(' ', Separator);
        Score(points);
        for (var end = points.Length + 1; end > 0;)
        {
            var piece = _pieces[end];
            if (piece != Unknown || tokens.Count == 0 || tokens[^1] != Unknown)
            {
                tokens.Add(piece);
            }

            end -= vocabulary.Length(piece);
        }

        tokens.Reverse();
    }

    /// <summary>
    /// For every place the best piece that ends there. A best sum of exactly 0 counts as not yet set, and a place that
    /// no piece reaches keeps 0 and the unknown piece: both are the reference's ways.
    /// </summary>
    private void Score(ReadOnlySpan<int> points)
    {
        var length = points.Length + 1;
        if (_best.Length <= length)
        {
            _best = new double[length * 2];
            _pieces = new int[length * 2];
        }

        Array.Clear(_best, 0, length + 1);
        Array.Clear(_pieces, 0, length + 1);
        for (var start = 0; start < length; start++)
        {
            var known = false;
            var node = 0;
            for (var end = start; end < length; end++)
            {
                node = vocabulary.Child(node, end == 0 ? Separator : points[end - 1]);
                if (node < 0)
                {
                    break;
                }

                var piece = vocabulary.PieceAt(node);
                if (piece >= 0)
                {
                    known = true;
                    Offer(end + 1, piece, vocabulary.Score(piece) + _best[start]);
                }
            }

            if (!known)
            {
                Offer(start + 1, Unknown, _best[start]);
            }
        }
    }

    private void Offer(int end, int piece, double score)
    {
        if (_best[end] == 0 || score >= _best[end])
        {
            _best[end] = score;
            _pieces[end] = piece;
        }
    }
}
