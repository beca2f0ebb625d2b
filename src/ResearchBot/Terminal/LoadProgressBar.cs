using ResearchBot.Core.Ingestion;
using Spectre.Console;

namespace ResearchBot.Terminal;

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
        if (progress.Last.Status is FileStatus.Refused or FileStatus.Failed)
        {
            _terminal.WriteLine(ReplyText.Line(progress.Last));
        }

        if (_started.Task.IsCompletedSuccessfully)
        {
            var bar = _started.Task.Result;
            bar.MaxValue = progress.Total;
            bar.Value = progress.Done;
            bar.Description = $"Loading {progress.Done} of {progress.Total}";
        }
    }

    public void Dispose()
    {
        _finished.TrySetResult();
        _drawing.Wait(TimeSpan.FromSeconds(2));
    }
}
