using System.Threading.Channels;
using ResearchBot.Core.Answering.Answers;
using ResearchBot.Core.Text;
using Spectre.Console;

namespace ResearchBot.Terminal;

/// <summary>Draws progress and replies on a terminal.</summary>
internal sealed class TerminalSink(IAnsiConsole terminal) : IReplySink, IDisposable
{
    private LoadProgressBar? _bar;
    private LiveDraft? _draft;

    public void Report(IngestionProgress value)
    {
        _bar ??= new LoadProgressBar(terminal);
        _bar.Show(value);
    }

    public void Report(DraftedAnswer value)
    {
        _draft ??= new LiveDraft(terminal);
        _draft.Show(value);
    }

    public Task SendAsync(Reply reply, CancellationToken cancellationToken)
    {
        Dispose();
        switch (reply)
        {
            case AnswerReply answer:
                Draw(answer);
                break;
            case ErrorReply:
                terminal.MarkupLineInterpolated($"[red]{string.Join(' ', ReplyText.Lines(reply))}[/]");
                break;
            default:
                foreach (var line in ReplyText.Lines(reply))
                {
                    terminal.WriteLine(line);
                }

                break;
        }

        return Task.CompletedTask;
    }

    public void Dispose()
    {
        _bar?.Dispose();
        _bar = null;
        _draft?.Dispose();
        _draft = null;
    }

    private void Draw(AnswerReply reply)
    {
        var words = AnswerWording.Of(reply.Language);
        if (reply.Pinned is { } pinned)
        {
            terminal.MarkupLineInterpolated($"[blue]{AnswerText.Mark(pinned, words)}[/]");
            if (!pinned.IsFoundNow)
            {
                Draw(pinned.Answer, pinned.Receipt, words);
                terminal.MarkupLineInterpolated($"[blue]{words[Phrase.FoundNow]}[/]");
            }
        }

        Draw(reply.Answer, reply.Receipt, words);
    }

    private void Draw(Answer answer, string receipt, AnswerWording words)
    {
        foreach (var line in AnswerText.Status(answer, words))
        {
            terminal.MarkupLineInterpolated($"[yellow]{line}[/]");
        }

        foreach (var statement in answer.Statements)
        {
            terminal.MarkupLineInterpolated($"[bold]{AnswerText.Line(statement, words)}[/]");
        }

        foreach (var citation in answer.Citations.Concat(answer.Closest))
        {
            var number = answer.Closest.Count == 0 ? $"[{citation.Number}] " : string.Empty;
            terminal.Write(new Panel(new Text($"“{OutgoingText.CleanLine(OutgoingText.Cells(citation.Excerpt))}”"))
            {
                Header = new PanelHeader(Markup.Escape($" {number}{OutgoingText.CleanLine(citation.Document.Title)} ")),
                Border = BoxBorder.Rounded,
                BorderStyle = new Style(answer.Closest.Count == 0 ? Color.Green : Color.Grey),
            });
            terminal.MarkupLineInterpolated($"  [grey]{SourceLine.Of(citation.Document, citation.Place, words)}{(citation.Verified ? $" · {words[Phrase.Checked]}" : "")}[/]");
        }

        foreach (var conflict in answer.Conflicts)
        {
            terminal.MarkupLineInterpolated($"[yellow]{AnswerText.Line(conflict, answer, words)}[/]");
        }

        terminal.MarkupLineInterpolated($"[grey]{AnswerText.Footer(answer, receipt, words)}[/]");
    }
}

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

/// <summary>A progress bar over the files of a load; files that were not loaded are named above it.</summary>
internal sealed class LoadProgressBar : IDisposable
{
    private readonly IAnsiConsole _terminal;
    private readonly TaskCompletionSource _finished = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<ProgressTask> _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _drawing;

    public LoadProgressBar(IAnsiConsole terminal)
    {
        _terminal = terminal;
        _drawing = terminal.Progress().AutoClear(true).StartAsync(async context =>
        {
            _started.SetResult(context.AddTask("Loading"));
            await _finished.Task;
        });
    }

    public void Show(IngestionProgress progress)
    {
        if (progress.Last is { Status: FileStatus.Refused or FileStatus.Held or FileStatus.Failed } last)
        {
            _terminal.WriteLine(ReplyText.Line(last));
        }

        if (_started.Task.IsCompletedSuccessfully)
        {
            var bar = _started.Task.Result;
            bar.MaxValue = progress.Total;
            bar.Value = progress.Done;
            bar.Description = $"Loading {Markup.Escape(LoadProgressText.Line(progress))}";
        }
    }

    public void Dispose()
    {
        _finished.TrySetResult();
        _drawing.Wait(TimeSpan.FromSeconds(2));
    }
}
