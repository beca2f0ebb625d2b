using ResearchBot.FakeSlack;
using ResearchBot.FakeSlack.Console;

using var stop = new CancellationTokenSource();
System.Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};

var port = args is ["--port", var wanted] ? int.Parse(wanted) : 0;
await using var server = await FakeSlackServer.StartAsync(new FakeSlackOptions { Port = port }, stop.Token);
await new ChatConsole(server, System.Console.In, System.Console.Out).RunAsync(stop.Token);
