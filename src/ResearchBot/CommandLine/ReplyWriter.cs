using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using ResearchBot.Core.Answering.Answers;
using ResearchBot.Core.Documents;
using ResearchBot.Core.Moderation;
using ResearchBot.Evaluation;
using ResearchBot.Hosting;

namespace ResearchBot.CommandLine;

/// <summary>Writes replies as the JSON documents that the README describes.</summary>
internal static class ReplyWriter
{
    private static readonly ReplyJson Json = new(new JsonSerializerOptions(ReplyJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public static string Write(Reply reply) => reply switch
    {
        AnswerReply answer => Write(answer),
        SearchReply search => JsonSerializer.Serialize(search, Json.SearchReply),
        LoadReply load => Write(load),
        EvaluationReply evaluation => JsonSerializer.Serialize(evaluation, Json.EvaluationReply),
        TeamEvaluationReply teams => JsonSerializer.Serialize(teams, Json.TeamEvaluationReply),
        CheckReply check => JsonSerializer.Serialize(check, Json.CheckReply),
        DocumentListReply list => JsonSerializer.Serialize(ListShape.Of(list), Json.ListShape),
        DocumentReply document => JsonSerializer.Serialize(TextShape.Of(document.Version), Json.TextShape),
        DocumentRemovedReply removed => JsonSerializer.Serialize(new RemovedShape(DocumentShape.Of(removed.Document)), Json.RemovedShape),
        WhyReply why => JsonSerializer.Serialize(why, Json.WhyReply),
        TextReply text => JsonSerializer.Serialize(text, Json.TextReply),
        DoneReply done => JsonSerializer.Serialize(done, Json.DoneReply),
        TableReply table => JsonSerializer.Serialize(table, Json.TableReply),
        HelpReply help => JsonSerializer.Serialize(HelpShape.Of(help), Json.HelpShape),
        ErrorReply error => JsonSerializer.Serialize(new FailureShape(new ErrorShape(error.Id, error.Message)), Json.FailureShape),
        _ => throw new InvalidOperationException($"No JSON for {reply.GetType().Name}."),
    };

    /// <summary>The report, with what a dry run has shown as one value more.</summary>
    private static string Write(LoadReply reply)
    {
        var json = JsonSerializer.SerializeToNode(reply.Report, Json.IngestionReport)!.AsObject();
        if (reply.DryRun is not null)
        {
            json["dry_run"] = JsonSerializer.SerializeToNode(reply.DryRun, Json.DryRun);
        }

        return json.ToJsonString(Json.Options);
    }

    /// <summary>The answer itself, with what is pinned to its question as one value more.</summary>
    private static string Write(AnswerReply reply)
    {
        var json = JsonSerializer.SerializeToNode(reply.Answer, Json.Answer)!.AsObject();
        json["pinned"] = reply.Pinned is null ? null : JsonSerializer.SerializeToNode(PinnedShape.Of(reply.Pinned), Json.PinnedShape);
        return json.ToJsonString(Json.Options);
    }
}

/// <summary>Replies as the JSON documents that the README describes: snake_case, absent values null.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UseStringEnumConverter = true, WriteIndented = true)]
[JsonSerializable(typeof(Answer))]
[JsonSerializable(typeof(PinnedShape))]
[JsonSerializable(typeof(WhyReply))]
[JsonSerializable(typeof(SearchReply))]
[JsonSerializable(typeof(IngestionReport))]
[JsonSerializable(typeof(DryRun))]
[JsonSerializable(typeof(CheckReply))]
[JsonSerializable(typeof(EvaluationReply))]
[JsonSerializable(typeof(TeamEvaluationReply))]
[JsonSerializable(typeof(TextReply))]
[JsonSerializable(typeof(DoneReply))]
[JsonSerializable(typeof(TableReply))]
[JsonSerializable(typeof(ListShape))]
[JsonSerializable(typeof(TextShape))]
[JsonSerializable(typeof(RemovedShape))]
[JsonSerializable(typeof(HelpShape))]
[JsonSerializable(typeof(FailureShape))]
internal sealed partial class ReplyJson : JsonSerializerContext;

// The JSON of replies whose records do not have the printed shape themselves.

internal sealed record DocumentShape(
    string Id, string Title, int Version, string? Published, string Source, string Collection, IReadOnlyDictionary<string, string> About)
{
    public static DocumentShape Of(Document document) => new(
        document.Id, document.Title, document.Version, document.Published, document.Key, document.Collection.Name, document.About);
}

internal sealed record SummaryShape(
    string Id, string Title, int Version, string? Published, string Source, string Collection, IReadOnlyDictionary<string, string> About, int Chunks,
    int Characters, DateTimeOffset LoadedAt, bool Outdated)
{
    public static SummaryShape Of(DocumentSummary summary)
    {
        var document = summary.Document;
        return new SummaryShape(
            document.Id, document.Title, document.Version, document.Published, document.Key, document.Collection.Name, document.About,
            summary.Chunks, summary.Characters, summary.LoadedAt, summary.IsOutdated);
    }
}

internal sealed record ListShape(IReadOnlyList<SummaryShape> Documents)
{
    public static ListShape Of(DocumentListReply list) => new([.. list.Documents.Select(SummaryShape.Of)]);
}

internal sealed record TextShape(
    string Id, string Title, int Version, string? Published, string Source, string Collection, IReadOnlyDictionary<string, string> About, string Text,
    IReadOnlyList<Block> Blocks, IReadOnlyList<PlaceMark> Places, IReadOnlyList<Link> Links, IReadOnlyList<string> Remarks)
{
    public static TextShape Of(DocumentVersion version)
    {
        var document = version.Document;
        return new TextShape(
            document.Id, document.Title, document.Version, document.Published, document.Key, document.Collection.Name, document.About, version.Text,
            version.Structure.Blocks, version.Structure.Marks, version.Structure.Links, version.Remarks);
    }
}

internal sealed record PinnedShape(string Id, DateTimeOffset PinnedAt, string Receipt, bool FoundNow, Answer Answer)
{
    public static PinnedShape Of(PinnedAnswer pinned) => new(pinned.Id, pinned.PinnedAt, pinned.Receipt, pinned.IsFoundNow, pinned.Answer);
}

internal sealed record RemovedShape(DocumentShape Removed);

internal sealed record HelpShape(IReadOnlyList<CommandShape> Commands)
{
    public static HelpShape Of(HelpReply help) => new([.. help.Commands.Select(CommandShape.Of)]);
}

internal sealed record CommandShape(string Name, string Role, string Summary, string Usage, IReadOnlyList<OptionShape> Options, string Example)
{
    public static CommandShape Of(Command command) => new(
        command.Name, command.Role.ToString().ToLowerInvariant(), command.Summary, CommandUsage.Of(command),
        [.. command.Options.Select(option => new OptionShape(option.Name, option.Kind.ToString().ToLowerInvariant(), option.Required, option.Help))],
        command.Example);
}

internal sealed record OptionShape(string Name, string Kind, bool Required, string Help);

internal sealed record FailureShape(ErrorShape Error);

internal sealed record ErrorShape(string Id, string Message);
