using ResearchBot.FakeDiscord;
using ResearchBot.FakeDiscord.Control;

const string Usage = """
    A Discord on this machine. Options:
      --port NUMBER   the port on 127.0.0.1; a free one without it
    Then type: @bot QUESTION, /COMMAND VALUE, dm TEXT, or the number of a button. The end of the input ends it.
    """;

return await new FakeProgram(Usage).RunAsync(args, Console.Out, Console.Error, async (given, stop) =>
{
    await using var server = await FakeDiscordServer.StartAsync(new FakeDiscordOptions { Port = given.Port }, stop);
    await new ChatConsole(server, Console.In, Console.Out).RunAsync(stop);
});
