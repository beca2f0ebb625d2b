using ResearchBot.FakeModel;

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};

// --port 4600, and --fault TooMany to fail with every request.
string? Value(string name) => Array.IndexOf(args, name) is var place && place >= 0 && place + 1 < args.Length ? args[place + 1] : null;
FakeFault? fault = Value("--fault") is { } written ? Enum.Parse<FakeFault>(written, ignoreCase: true) : null;
var options = new FakeModelOptions { Port = int.Parse(Value("--port") ?? "0"), Fault = _ => fault, Slowness = TimeSpan.FromSeconds(10) };
await using var server = await FakeModelServer.StartAsync(options, stop.Token);
Console.WriteLine($"OpenAI's protocol at {server.OpenAiAddress}, Anthropic's at {server.Address}");
await Task.Delay(Timeout.Infinite, stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
