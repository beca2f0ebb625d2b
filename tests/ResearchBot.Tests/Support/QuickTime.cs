namespace ResearchBot.Tests.Support;

/// <summary>
/// Time that runs so many times as fast as real time, for both ends of a real connection: a wait of 15 s takes 15 s / factor.
/// It is moved by a task like any other of the test, in small steps: where the machine is too busy to run that task, time stands still for all.
/// </summary>
internal sealed class QuickTime : FakeTimeProvider
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan LongestStep = TimeSpan.FromMilliseconds(15);

    private readonly double _factor;

    public QuickTime(double factor)
        : base(DateTimeOffset.UtcNow)
    {
        _factor = factor;
        _ = RunAsync(new WeakReference<QuickTime>(this));
    }

    /// <summary>Ends when nobody holds the clock any more.</summary>
    private static async Task RunAsync(WeakReference<QuickTime> clock)
    {
        await Task.Yield();
        using var timer = new PeriodicTimer(Step);
        var last = System.GetTimestamp();
        do
        {
            await timer.WaitForNextTickAsync();
        }
        while (Move(clock, ref last));
    }

    private static bool Move(WeakReference<QuickTime> clock, ref long last)
    {
        if (!clock.TryGetTarget(out var time))
        {
            return false;
        }

        var now = System.GetTimestamp();
        var passed = System.GetElapsedTime(last, now);
        last = now;
        time.Advance((passed < LongestStep ? passed : LongestStep) * time._factor);
        return true;
    }
}
