using System.Text;
using ResearchBot.CommandLine;
using ResearchBot.Core.Commands;
using ResearchBot.Core.Ingestion;

namespace ResearchBot.Terminal;

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
