using System.Text.Encodings.Web;
using System.Text.Json;
using ResearchBot.Checks;
using ResearchBot.Core.Commands;
using ResearchBot.Evaluation;

namespace ResearchBot.CommandLine;

/// <summary>Writes replies as the JSON documents that the README describes.</summary>
internal static class ReplyWriter
{
    private static readonly ReplyJson Json = new(new JsonSerializerOptions(ReplyJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>One JSON document.</summary>
    public static string Write(Reply reply) => reply switch
    {
        AnswerReply answer => Write(answer),
        SearchReply search => JsonSerializer.Serialize(search, Json.SearchReply),
        LoadReply load => JsonSerializer.Serialize(load.Report, Json.IngestionReport),
        EvaluationReply evaluation => JsonSerializer.Serialize(evaluation, Json.EvaluationReply),
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

    /// <summary>The answer itself, with what is pinned to its question as one value more.</summary>
    private static string Write(AnswerReply reply)
    {
        var json = JsonSerializer.SerializeToNode(reply.Answer, Json.Answer)!.AsObject();
        json["pinned"] = reply.Pinned is null ? null : JsonSerializer.SerializeToNode(PinnedShape.Of(reply.Pinned), Json.PinnedShape);
        return json.ToJsonString(Json.Options);
    }
}
