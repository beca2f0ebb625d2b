using ResearchBot.FakeModel;

var usage = $"""
    A language model on this machine that only quotes, in OpenAI's and Anthropic's protocols. Options:
      --port NUMBER   the port on 127.0.0.1; a free one without it
      --fault NAME    what goes wrong with every request: {string.Join(", ", Enum.GetNames<FakeFault>())}
    """;

return await new FakeProgram(usage, "--fault").RunAsync(args, Console.Out, Console.Error, async (given, stop) =>
{
    FakeFault? fault = !given.Values.TryGetValue("--fault", out var name) ? null
        : Enum.TryParse<FakeFault>(name, ignoreCase: true, out var known) && Enum.IsDefined(known) ? known
        : throw new FormatException($"There is no fault \"{name}\".");
    var options = new FakeModelOptions { Port = given.Port, Fault = _ => fault, Slowness = TimeSpan.FromSeconds(10) };
    await using var server = await FakeModelServer.StartAsync(options, stop);
    Console.WriteLine($"OpenAI's protocol at {server.OpenAiAddress}, Anthropic's at {server.Address}");
    await Task.Delay(Timeout.Infinite, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
});
