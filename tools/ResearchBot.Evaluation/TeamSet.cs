using System.Text.Json;
using System.Text.RegularExpressions;
using ResearchBot.Core;
using ResearchBot.Core.Documents;
using ResearchBot.Core.Ingestion;

namespace ResearchBot.Evaluation;

/// <summary>A team's own documents with questions about them, in the layout that docs/evaluation.md describes.</summary>
/// <param name="Unread">The files that could not be read, with the reason.</param>
/// <param name="Questions">Those of the chosen part.</param>
internal sealed record TeamSet(
    string Name, IReadOnlyList<DocumentVersion> Documents, IReadOnlyList<string> Unread, IReadOnlyList<TeamQuestion> Questions,
    IReadOnlyList<TeamConversation> Conversations)
{
    private const string QuestionFile = "questions.jsonl";
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>The sets in a folder: itself, or the folders in it; empty if there are none.</summary>
    public static IReadOnlyList<string> FoldersIn(string folder) => IsSet(folder) ? [folder] : [.. Directory.EnumerateDirectories(folder).Where(IsSet).Order()];

    /// <summary>Reads a set; its files are read as a load reads them.</summary>
    /// <param name="split">A part as its questions name theirs, or all.</param>
    /// <exception cref="UserFacingException">The questions cannot be read, or none is of this part.</exception>
    public static async Task<TeamSet> ReadAsync(string folder, string split, IFileReader reader, CancellationToken cancellationToken)
    {
        var (questions, conversations) = ReadQuestions(folder, split);
        var root = Path.Combine(folder, "documents");
        var (documents, unread) = (new List<DocumentVersion>(), new List<string>());
        foreach (var file in Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var key = Path.GetRelativePath(root, file).Replace('\\', '/');
            var read = await reader.ReadAsync(key, await File.ReadAllBytesAsync(file, cancellationToken), progress: null, cancellationToken);
            if (read.Value is { } value)
            {
                documents.Add(SetIndex.ToVersion(DocumentIngestor.ToVersion(key, key, root, SetIndex.Collection, "", value, NothingStated, original: null)));
            }
            else
            {
                unread.Add($"{key}: {read.Refused ?? read.Failed}");
            }
        }

        return new TeamSet(Path.GetFileName(Path.TrimEndingDirectorySeparator(folder)), documents, unread, questions, conversations);
    }

    private static Dictionary<string, string> NothingStated => [];

    private static bool IsSet(string folder) => File.Exists(Path.Combine(folder, QuestionFile)) && Directory.Exists(Path.Combine(folder, "documents"));

    private static (IReadOnlyList<TeamQuestion> Questions, IReadOnlyList<TeamConversation> Conversations) ReadQuestions(string folder, string split)
    {
        var path = Path.Combine(folder, QuestionFile);
        try
        {
            var lines = File.ReadLines(path).Where(line => line.Length > 0).Select(line => JsonSerializer.Deserialize<QuestionLine>(line, Json)!)
                .Where(line => split == "all" || line.Split == split).ToArray();
            return lines.Length == 0
                ? throw new UserFacingException($"{path} has no question whose split is {split}.")
                : ([.. lines.Where(line => line.Turns is null).Select(line => line.ToQuestion(line.Kind))],
                    [.. lines.Where(line => line.Turns is not null)
                        .Select(line => new TeamConversation(line.Id ?? "", [.. line.Turns!.Select((turn, i) => turn.ToQuestion(line.Kind, $"{line.Id}.{i + 1}"))]))]);
        }
        catch (Exception broken) when (broken is IOException or JsonException or UnauthorizedAccessException or ArgumentNullException)
        {
            throw new UserFacingException($"{path} cannot be read: {broken.Message} docs/evaluation.md says what it holds.", innerException: broken);
        }
    }

    private sealed record QuestionLine(
        string? Id, string? Q, string[]? Any, string[]? Must, string? Doc, string[]? Also, string? Kind, bool Unanswerable, string? Split, QuestionLine[]? Turns)
    {
        public TeamQuestion ToQuestion(string? kind, string? id = null) => new(
            id ?? Id ?? "",
            Q ?? throw new JsonException("A question has no q."),
            kind ?? "",
            Unanswerable,
            [.. (Any ?? []).Select(ShownText.Normalise)],
            [.. (Must ?? []).Select(ShownText.Normalise)],
            [.. (Also ?? []).Prepend(Doc ?? "")]);
    }
}

/// <summary>A question about a team's documents.</summary>
/// <param name="Any">Words of which one must stand in a right passage of <paramref name="Documents"/>, normalised.</param>
/// <param name="Must">Words that must all be shown, normalised.</param>
/// <param name="Documents">Keys of the documents that hold the answer.</param>
internal sealed record TeamQuestion(
    string Id, string Text, string Kind, bool IsUnanswerable, IReadOnlyList<string> Any, IReadOnlyList<string> Must, IReadOnlyList<string> Documents)
{
    /// <summary>Whether passages, each with its document's key, hold what a right answer must show.</summary>
    public bool IsAnsweredBy(IReadOnlyCollection<(string Document, string Text)> passages)
    {
        var normal = passages.Select(passage => (passage.Document, Text: ShownText.Normalise(passage.Text))).ToArray();
        return normal.Any(passage => Documents.Contains(passage.Document) && Any.Any(any => passage.Text.Contains(any, StringComparison.Ordinal)))
            && Must.All(must => normal.Any(passage => passage.Text.Contains(must, StringComparison.Ordinal)));
    }

    /// <summary>Whether a passage holds one of <see cref="Any"/>.</summary>
    public bool IsTouchedBy(string document, string text) => Documents.Contains(document) && Any.Any(ShownText.Normalise(text).Contains);
}

/// <summary>Questions that were asked one after the other.</summary>
internal sealed record TeamConversation(string Id, IReadOnlyList<TeamQuestion> Turns);

/// <summary>Text as it is compared: lower case, white space collapsed, without emphasis marks and link targets, with straight quotes.</summary>
internal static partial class ShownText
{
    public static string Normalise(string text)
    {
        var bare = Link().Replace(text, "$1").Replace("`", "").Replace("*", "").Replace('’', '\'').Replace('‘', '\'').Replace('“', '"').Replace('”', '"');
        return White().Replace(bare, " ").Trim().ToLowerInvariant();
    }

    [GeneratedRegex(@"\[([^\]]*)\]\([^)]*\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"\s+")]
    private static partial Regex White();
}
