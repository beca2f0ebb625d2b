using System.Text;
using ResearchBot.CommandLine;
using ResearchBot.Core.Search.Embedding;
using ResearchBot.Core.Text;
using ResearchBot.Evaluation;
using ResearchBot.Hosting;
using Spectre.Console;

namespace ResearchBot.Terminal;

/// <summary>Chooses how this process talks: JSON, plain lines, or drawn on a terminal.</summary>
internal static class ConsoleSinks
{
    public static bool IsTerminal =>
        !Console.IsInputRedirected && !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("TERM") != "dumb";

    /// <summary>Lets the console speak UTF-8. Only before anything is logged: set while a log line is written, the two wait for each other's lock for
    /// ever.</summary>
    public static void UseUtf8() => Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    public static IReplySink Create(bool json)
    {
        if (json)
        {
            return new JsonSink(Console.OpenStandardOutput());
        }

        return IsTerminal ? new TerminalSink(AnsiConsole.Console) : new PlainSink(Console.Out, Console.Error);
    }
}

/// <summary>Writes the reply as one JSON document and nothing else.</summary>
internal sealed class JsonSink(Stream output) : IReplySink
{
    public void Report(IngestionProgress value)
    {
        // One document on standard output and nothing else: progress is in the reply.
    }

    public async Task SendAsync(Reply reply, CancellationToken cancellationToken)
    {
        await output.WriteAsync(Encoding.UTF8.GetBytes(ReplyWriter.Write(reply) + "\n"), cancellationToken);
        await output.FlushAsync(cancellationToken);
    }
}

/// <summary>Writes progress and replies as plain lines, for pipes and files.</summary>
internal sealed class PlainSink(TextWriter output, TextWriter errors) : IReplySink
{
    public void Report(IngestionProgress value)
    {
        output.WriteLine(value.Last is { } last ? $"{value.Done}/{value.Total} {ReplyText.Line(last)}" : LoadProgressText.Line(value));
        output.Flush();
    }

    public async Task SendAsync(Reply reply, CancellationToken cancellationToken)
    {
        var writer = reply is ErrorReply ? errors : output;
        foreach (var line in ReplyText.Lines(reply))
        {
            await writer.WriteLineAsync(line.AsMemory(), cancellationToken);
        }

        await writer.FlushAsync(cancellationToken);
    }
}

/// <summary>Passes on the progress of files that changed something.</summary>
internal sealed class ChangedOnly(IProgress<IngestionProgress> progress) : IProgress<IngestionProgress>
{
    public void Report(IngestionProgress value)
    {
        if (value.Last?.Status != FileStatus.Unchanged)
        {
            progress.Report(value);
        }
    }
}

/// <summary>Replies as plain lines, without control codes: with those that only the console gives.</summary>
internal static class ReplyText
{
    private const string Asking = "A line without a slash is a question. Follow-ups (“and in 2022?”) use the conversation.";

    public static IEnumerable<string> Lines(Reply reply) => reply switch
    {
        CheckReply check => CheckLines(check),
        EvaluationReply evaluation => EvaluationLines(evaluation),
        TeamEvaluationReply teams => TeamLines(teams),
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
        yield return $"refusal     AUROC {Share(one.RefusalAuroc)}, answered {Share(one.AnsweredRate)}, refused {Share(one.RefusedRate)}; where .92 are answered {Share(one.RefusedAt92)}; calibration error {Share(one.CalibrationError)}";
        if (one.KeptByVerifier is not null)
        {
            yield return $"model       kept by the proof {Share(one.KeptByVerifier)} of its statements";
        }

        yield return $"speed       {one.IndexMbPerSecond:0.0} MB/s indexed, {one.QueriesPerSecond:0} questions/s, p50 {one.P50Ms:0.0} ms, p99 {one.P99Ms:0.0} ms";
        yield return $"memory      {one.BytesPerCharacter:0.00} bytes per character of text";
    }

    private static IEnumerable<string> TeamLines(TeamEvaluationReply teams)
    {
        const string Columns = "{0,-14} {1,5} {2,5} | {3,6} {4,6} {5,6} | {6,6} {7,6} {8,6} {9,6} | {10,6} {11,6} {12,6} {13,6}";
        yield return string.Format(
            Columns, "", "can", "can't", "top 1", "top 3", "top 5", "first", "any", "beside", "refuse", "false", "near", "auroc", "calib");
        foreach (var one in teams.Sets.Append(teams.All).Concat(teams.Kinds))
        {
            yield return string.Format(
                Columns, OutgoingText.CleanLine(one.Name), one.Answerable, one.Unanswerable, Share(one.SearchAt1), Share(one.SearchAt3), Share(one.SearchAt5),
                Share(one.FirstRight), Share(one.AnyRight), Share(one.Beside), Share(one.Refused), Share(one.WronglyAnswered), Share(one.ShownAsNearest),
                Share(one.Auroc), Share(one.CalibrationError));
        }

        yield return $"follow-ups: first statement right in {teams.Conversations.FollowUpsFirstRight} of {teams.Conversations.FollowUps}, any in {teams.Conversations.FollowUpsAnyRight}";
        foreach (var file in teams.Unread)
        {
            yield return OutgoingText.CleanLine($"not read: {file}");
        }
    }

    /// <summary>A figure between 0 and 1; a dash where the set cannot tell.</summary>
    private static string Share(double? share) => share?.ToString("0.000") ?? "-";
}

/// <summary>Shows how far the vectors are, on standard error: one line that changes on a terminal, a line for each tenth elsewhere, nothing beside JSON.</summary>
internal sealed class EmbeddingProgressLine(bool json) : IProgress<EmbeddingProgress>, IDisposable
{
    private readonly bool _drawn = ConsoleSinks.IsTerminal && !Console.IsErrorRedirected;
    private long _shown = -1;
    private bool _open;

    public void Report(EmbeddingProgress value)
    {
        var part = value.Total == 0 ? 10 : value.Done * (_drawn ? 1000 : 10) / value.Total;
        if (json || part == _shown || (value.IsComplete && _shown < 0))
        {
            return;
        }

        _shown = part;
        var line = $"Vectors for semantic search: {value.Done} of {value.Total} chunks";
        if (_drawn)
        {
            Console.Error.Write($"\r{line}");
            _open = true;
        }
        else
        {
            Console.Error.WriteLine(line);
        }
    }

    public void Stop(string message)
    {
        Dispose();
        Console.Error.WriteLine(message);
    }

    public void Dispose()
    {
        if (_open)
        {
            Console.Error.WriteLine();
            _open = false;
        }
    }
}
