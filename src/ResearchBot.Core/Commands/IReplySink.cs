using ResearchBot.Core.Ingestion;

namespace ResearchBot.Core.Commands;

/// <summary>Where a request's progress and reply go. It came with the request; the core never calls a chat by itself.</summary>
public interface IReplySink : IProgress<IngestionProgress>
{
    /// <summary>Shows the reply. Called once, last.</summary>
    Task SendAsync(Reply reply, CancellationToken cancellationToken);
}
