using ResearchBot.FakeSlack;
using ResearchBot.FakeSlack.Control;

const string Usage = """
    A Slack on this machine. Options:
      --port NUMBER   the port on 127.0.0.1; a free one without it
    Then type: @bot QUESTION, /COMMAND TEXT, dm TEXT, or the number of a button. The end of the input ends it.
    """;

return await new FakeProgram(Usage).RunAsync(args, Console.Out, Console.Error, async (given, stop) =>
{
    await using var server = await FakeSlackServer.StartAsync(new FakeSlackOptions { Port = given.Port }, stop);
    await new ChatConsole(server, Console.In, Console.Out).RunAsync(stop);
});
