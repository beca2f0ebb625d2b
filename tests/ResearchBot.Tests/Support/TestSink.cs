using ResearchBot.Core.Answering.Answers;
using ResearchBot.Core.Commands;
using ResearchBot.Core.Ingestion;

namespace ResearchBot.Tests.Support;

/// <summary>Keeps what was sent.</summary>
internal sealed class TestSink : IReplySink
{
    public List<Reply> Replies { get; } = [];

    public List<IngestionProgress> Progress { get; } = [];

    public List<DraftedAnswer> Drafts { get; } = [];

    public void Report(IngestionProgress value) => Progress.Add(value);

    public void Report(DraftedAnswer value) => Drafts.Add(value);

    public Task SendAsync(Reply reply, CancellationToken cancellationToken)
    {
        Replies.Add(reply);
        return Task.CompletedTask;
    }
}
