using ResearchBot.FakeDiscord;
using ResearchBot.FakeDiscord.Console;

using var stop = new CancellationTokenSource();
System.Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};

var port = args is ["--port", var wanted] ? int.Parse(wanted) : 0;
await using var server = await FakeDiscordServer.StartAsync(new FakeDiscordOptions { Port = port }, stop.Token);
await new ChatConsole(server, System.Console.In, System.Console.Out).RunAsync(stop.Token);
