using System.Threading.Channels;
using ResearchBot.Core.Answering.Answers;
using ResearchBot.Core.Commands;
using Spectre.Console;

namespace ResearchBot.Terminal;

/// <summary>What a model writes, while it writes; it goes when the answer takes its place.</summary>
internal sealed class LiveDraft : IDisposable
{
    private readonly Channel<DraftedAnswer> _drafts = Channel.CreateBounded<DraftedAnswer>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });

    private readonly Task _drawing;

    public LiveDraft(IAnsiConsole terminal) => _drawing = terminal.Live(new Text(string.Empty)).AutoClear(true).StartAsync(async live =>
    {
        await foreach (var draft in _drafts.Reader.ReadAllAsync())
        {
            live.UpdateTarget(Draw(draft));
            live.Refresh();
        }
    });

    public void Show(DraftedAnswer draft) => _drafts.Writer.TryWrite(draft);

    public void Dispose()
    {
        _drafts.Writer.TryComplete();
        _drawing.Wait(TimeSpan.FromSeconds(2));
    }

    private static Rows Draw(DraftedAnswer draft) =>
        new Rows(AnswerText.Lines(draft).Select((line, i) => new Text(line, new Style(i == 0 ? Color.Yellow : Color.Grey))));
}
