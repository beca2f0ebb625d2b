using System.Diagnostics;
using System.Runtime.Versioning;
using ResearchBot.FakeSlack;

namespace ResearchBot.Tests.Slack.Events;

[SupportedOSPlatform("linux")]
public sealed class ProcessTests(ITestOutputHelper output)
{
    [Fact]
    public async Task At_sigterm_the_program_finishes_or_hands_back_within_ten_seconds()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        using var folder = new TestFolder();
        await using var server = await FakeSlackServer.StartAsync(new FakeSlackOptions(), patience.Token);
        var ann = server.Setup.AddUser("ann");
        var channel = server.Setup.AddChannel("general", members: [ann]);
        (string, string)[] settings =
        [
            ("Slack__BotToken", server.Options.BotToken), ("Slack__AppToken", server.Options.AppToken), ("Slack__ApiUrl", server.ApiUrl), ("Store__DataDirectory", Path.Combine(folder.Path, "data")),
        ];
        var asked = await RunAsync(limited: true);
        server.Record.Messages.ShouldBeEmpty();
        await RunAsync(limited: false);
        server.Record.Messages.ShouldHaveSingleItem().ThreadTs.ShouldBe(asked);
        server.Record.LateAcks.ShouldBe(0);

        async Task<string?> RunAsync(bool limited)
        {
            using var bot = BotProcess.Start(folder.Path, ["serve"], settings);
            (await bot.WaitForLineAsync(line => line.Contains("Serving on", StringComparison.Ordinal))).ShouldNotBeNull();
            await server.Record.UntilAsync(_ => server.Sockets.Live.Count == 2, patience.Token);
            string? said = null;
            if (limited)
            {
                server.Faults.RateLimit("chat.postMessage", retryAfterSeconds: 12);
                said = server.People.Say(ann, channel, $"{server.Setup.Bot.Mention} {TestSlackBot.Question}").Ts;
                await server.Record.UntilAsync(record => record.RateLimited == 1, patience.Token);
            }
            else
            {
                await server.Record.UntilAsync(record => record.Messages.Count == 1, patience.Token);
            }

            var started = Stopwatch.GetTimestamp();
            using (Process.Start("kill", ["-TERM", $"{bot.Id}"]))
            {
                var end = await bot.WaitAsync();
                var took = Stopwatch.GetElapsedTime(started);
                output.WriteLine($"SIGTERM to exit ({(limited ? "with a reply in hand" : "idle")}): {took.TotalSeconds:0.0} s");
                end.ExitCode.ShouldBe(0, end.Errors);
                took.ShouldBeLessThan(TimeSpan.FromSeconds(25)); // ten for the platform, the rest for a process on a busy machine
            }

            return said;
        }
    }
}
