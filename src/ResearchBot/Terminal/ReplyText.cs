using ResearchBot.Hosting;
using ResearchBot.Core.Commands;
using ResearchBot.Core.Ingestion;
using ResearchBot.Core.Text;
using ResearchBot.Evaluation;

namespace ResearchBot.Terminal;

/// <summary>Replies as plain lines, without control codes: with those that only the console gives.</summary>
internal static class ReplyText
{
    private const string Asking = "A line without a slash is a question. Follow-ups (“and in 2022?”) use the conversation.";

    public static IEnumerable<string> Lines(Reply reply) => reply switch
    {
        CheckReply check => CheckLines(check),
        EvaluationReply evaluation => EvaluationLines(evaluation),
        HelpReply { Commands.Count: > 1 } => [Asking, string.Empty, .. ReplyLines.Of(reply), "/quit leaves."],
        _ => ReplyLines.Of(reply),
    };

    public static string Line(FileResult file) => ReplyLines.Line(file);

    private static IEnumerable<string> CheckLines(CheckReply check) =>
        check.Checks.Select(one => $"{(one.Ok ? "ok     " : "WRONG  ")}{one.Name}: {OutgoingText.CleanLine(one.Message)}");

    private static IEnumerable<string> EvaluationLines(EvaluationReply one)
    {
        yield return $"{OutgoingText.CleanLine(one.Set)}: {one.Documents} documents, {one.Queries} questions";
        yield return $"ranking     nDCG@10 {Share(one.NdcgAt10)}, recall@10 {Share(one.RecallAt10)}, MRR@10 {Share(one.MrrAt10)}";
        yield return $"extraction  hit@1 {Share(one.HitAt1)}, hit@3 {Share(one.HitAt3)}";
        yield return $"refusal     AUROC {Share(one.RefusalAuroc)}, answered {Share(one.AnsweredRate)}, refused {Share(one.RefusedRate)}";
        if (one.KeptByVerifier is not null)
        {
            yield return $"model       kept by the proof {Share(one.KeptByVerifier)} of its statements";
        }

        yield return $"speed       {one.IndexMbPerSecond:0.0} MB/s indexed, {one.QueriesPerSecond:0} questions/s, p50 {one.P50Ms:0.0} ms, p99 {one.P99Ms:0.0} ms";
        yield return $"memory      {one.BytesPerCharacter:0.00} bytes per character of text";
    }

    /// <summary>A figure between 0 and 1; a dash where the set cannot tell.</summary>
    private static string Share(double? share) => share?.ToString("0.000") ?? "-";
}
