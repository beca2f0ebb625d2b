using System.Text;
using ResearchBot.CommandLine;
using ResearchBot.Core.Commands;
using ResearchBot.Core.Ingestion;
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
        output.WriteLine($"{value.Done}/{value.Total} {ReplyText.Line(value.Last)}");
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
        if (value.Last.Status != FileStatus.Unchanged)
        {
            progress.Report(value);
        }
    }
}
