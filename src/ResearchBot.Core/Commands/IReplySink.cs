using ResearchBot.Core.Answering.Answers;
using ResearchBot.Core.Ingestion;

namespace ResearchBot.Core.Commands;

/// <summary>Where a request's progress and reply go. It came with the request; the core never calls a chat by itself.</summary>
public interface IReplySink : IProgress<IngestionProgress>, IProgress<DraftedAnswer>
{
    /// <summary>Shows a draft, marked as unchecked, until the reply takes its place; nothing where what was shown cannot be replaced.</summary>
    void IProgress<DraftedAnswer>.Report(DraftedAnswer value)
    {
    }

    /// <summary>Shows the reply. Called once, last.</summary>
    Task SendAsync(Reply reply, CancellationToken cancellationToken);
}
