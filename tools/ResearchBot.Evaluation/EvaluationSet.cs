using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ResearchBot.Core;
using ResearchBot.Core.Answering.Extraction;

namespace ResearchBot.Evaluation;

/// <summary>A question set in the layout that docs/evaluation.md describes: corpus, queries, relevance and answers.</summary>
/// <param name="Split">odd, even or all.</param>
/// <param name="Queries">The questions of the chosen half.</param>
internal sealed record EvaluationSet(string Name, string Split, IReadOnlyList<SetDocument> Documents, IReadOnlyList<SetQuery> Queries)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <param name="split">odd or even by the first byte of the SHA-256 of a question's id, or all.</param>
    /// <exception cref="UserFacingException">A file is missing or broken, or the split is none of the three.</exception>
    public static EvaluationSet Read(string folder, string split)
    {
        if (split is not ("odd" or "even" or "all"))
        {
            throw new UserFacingException("--split is odd, even or all.");
        }

        try
        {
            var relevance = File.ReadLines(Path.Combine(folder, "qrels.tsv")).Skip(1).Select(line => line.Split('\t'))
                .ToLookup(parts => parts[0], parts => (Document: parts[1], Gain: double.Parse(parts[2], CultureInfo.InvariantCulture)));
            var answers = ReadLines<AnswerLine>(folder, "answers.jsonl", required: false).ToLookup(line => line.Query_id);
            var queries = ReadLines<QueryLine>(folder, "queries.jsonl")
                .Where(line => split == "all" || IsOdd(line.Id) == (split == "odd"))
                .Select(line => new SetQuery(
                    line.Text,
                    line.Answerable ?? true,
                    relevance[line.Id].ToDictionary(pair => pair.Document, pair => pair.Gain),
                    [.. answers[line.Id].Select(answer => new GoldAnswer(answer.Doc_id, answer.Answers, answer.Kind == "sentence"))]));
            return new EvaluationSet(
                Path.GetFileName(folder), split, [.. ReadLines<SetDocument>(folder, "corpus.jsonl")], [.. queries]);
        }
        catch (Exception broken) when (broken is IOException or JsonException or FormatException or IndexOutOfRangeException or UnauthorizedAccessException)
        {
            throw new UserFacingException(
                $"{folder} is no question set: {broken.Message} It needs corpus.jsonl, queries.jsonl and qrels.tsv, see docs/evaluation.md.", innerException: broken);
        }
    }

    private static bool IsOdd(string id) => (SHA256.HashData(Encoding.UTF8.GetBytes(id))[0] & 1) == 1;

    private static IEnumerable<T> ReadLines<T>(string folder, string file, bool required = true)
    {
        var path = Path.Combine(folder, file);
        return !required && !File.Exists(path) ? []
            : File.ReadLines(path).Where(line => line.Length > 0).Select(line => JsonSerializer.Deserialize<T>(line, Json)!);
    }

    private sealed record QueryLine(string Id, string Text, bool? Answerable);

    private sealed record AnswerLine(string Query_id, string Doc_id, string[] Answers, string? Kind);
}

internal sealed record SetDocument(string Id, string? Title, string Text);

/// <param name="Answerable">Whether its documents answer it.</param>
/// <param name="Relevant">The documents that should rank first, with their gain.</param>
internal sealed record SetQuery(string Text, bool Answerable, IReadOnlyDictionary<string, double> Relevant, IReadOnlyList<GoldAnswer> Gold);

/// <summary>Known answers in a document; whole sentences, or words in one.</summary>
internal sealed record GoldAnswer(string Document, IReadOnlyList<string> Texts, bool IsSentence)
{
    /// <summary>Whether this unit is one of them or, where they are words, holds one.</summary>
    public bool StandsIn(OfferedUnit unit)
    {
        var words = Words(unit.Text);
        return Document == unit.DocumentId
            && Texts.Any(text => IsSentence ? Words(text) == words : words.Contains(Words(text), StringComparison.Ordinal));
    }

    /// <summary>Lower-case alphanumeric words with a space around each.</summary>
    private static string Words(string text)
    {
        var words = new StringBuilder(" ");
        foreach (var c in text.ToLowerInvariant())
        {
            if (char.IsLetterOrDigit(c))
            {
                words.Append(c);
            }
            else if (words[^1] != ' ')
            {
                words.Append(' ');
            }
        }

        return words[^1] == ' ' ? words.ToString() : words.Append(' ').ToString();
    }
}
