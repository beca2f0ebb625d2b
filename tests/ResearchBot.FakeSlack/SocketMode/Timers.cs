namespace ResearchBot.FakeSlack.SocketMode;

internal static class Timers
{
    public static ITimer Once(TimeProvider clock, TimeSpan due, Action act) => clock.CreateTimer(_ => act(), null, due, Timeout.InfiniteTimeSpan);

    public static ITimer Every(TimeProvider clock, TimeSpan period, Action act) => clock.CreateTimer(_ => act(), null, period, period);
}
