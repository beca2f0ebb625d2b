using System.Text.Json;

namespace ResearchBot.Encoder.Tokens;

/// <summary>
/// The pieces of vocab.json, a list of [text, score], as a tree over their characters. The first six are no text and
/// stay out of the tree; a score that is null counts as 0, and of two equal pieces the later one holds, as in the
/// reference. All pieces lie in the basic plane, so that a character is one code point.
/// </summary>
internal sealed class Vocabulary
{
    private const int Reserved = 6;
    private readonly Dictionary<long, int> _children = [];
    private readonly List<int> _pieceAt = [-1];
    private readonly double[] _scores;
    private readonly byte[] _lengths;

    public Vocabulary(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        using var list = JsonDocument.ParseValue(ref reader);
        var pieces = list.RootElement;
        _scores = new double[pieces.GetArrayLength()];
        _lengths = new byte[_scores.Length];
        var id = 0;
        foreach (var piece in pieces.EnumerateArray())
        {
            var text = piece[0].GetString()!;
            _scores[id] = piece[1].ValueKind == JsonValueKind.Null ? 0 : piece[1].GetDouble();
            _lengths[id] = (byte)text.Length;
            if (id >= Reserved)
            {
                Insert(text, id);
            }

            id++;
        }
    }

    public int Count => _scores.Length;

    public double Score(int id) => _scores[id];

    public int Length(int id) => _lengths[id];

    /// <summary>The node below <paramref name="node"/> (0 is the root), or -1.</summary>
    public int Child(int node, int point) => _children.GetValueOrDefault(Key(node, point), -1);

    /// <summary>The piece that ends at the node, or -1.</summary>
    public int PieceAt(int node) => _pieceAt[node];

    private void Insert(string text, int id)
    {
        var node = 0;
        foreach (var character in text)
        {
            var child = Child(node, character);
            if (child < 0)
            {
                child = _pieceAt.Count;
                _pieceAt.Add(-1);
                _children.Add(Key(node, character), child);
            }

            node = child;
        }

        _pieceAt[node] = id;
    }

    private static long Key(int node, int point) => ((long)node << 32) | (uint)point;
}
