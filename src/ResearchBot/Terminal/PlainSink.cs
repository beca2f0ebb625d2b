using ResearchBot.Core.Commands;
using ResearchBot.Core.Ingestion;

namespace ResearchBot.Terminal;

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
