using System.Diagnostics;
using ResearchBot.FakeDiscord;

namespace ResearchBot.Tests.Discord.Events;

public sealed class TerminationTests
{
    [Fact]
    public async Task A_process_that_is_told_to_end_leaves_nothing_half_done_and_the_next_answers_the_rest()
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(100));
        await using var server = await FakeDiscordServer.StartAsync(new FakeDiscordOptions(), deadline.Token);
        var ann = server.Setup.AddUser("ann");
        var guild = server.Setup.AddGuild("Example", ann);
        var general = server.Setup.AddChannel(guild, "general");
        using var folder = new TestFolder();
        (string, string)[] settings =
        [
            ("Discord__Token", server.Options.Token), ("Discord__ApiUrl", server.ApiUrl), ("Limits__QuestionsAtOnce", "1"),
            ("Limits__QuestionsPerPersonPerMinute", "0"), ("Limits__QuestionsPerChannelPerMinute", "0"), ("Limits__WaitingQuestionsPerPerson", "100"),
        ];
        using var first = BotProcess.Start(folder.Path, ["serve"], settings);
        await server.Record.UntilAsync(_ => server.World.Commands.Find(null, "ask", 1) is not null, deadline.Token);
        server.Faults.SlowRest = TimeSpan.FromMilliseconds(300);
        var asked = Enumerable.Range(0, 20).Select(_ => server.Interactions.Slash(ann, general, "ask", ("question", TestDiscordBot.Question))).ToArray();
        var said = Enumerable.Range(0, 20).Select(_ => server.People.Say(ann, general, $"{server.Setup.Bot.Mention} {TestDiscordBot.Question}")).ToArray();
        await server.Record.UntilAsync(_ => asked.All(one => one.Acknowledged.IsCompleted), deadline.Token);

        var started = TimeProvider.System.GetTimestamp();
        using (var kill = Process.Start("kill", ["-TERM", $"{first.Id}"]))
        {
            await kill.WaitForExitAsync(deadline.Token);
        }

        (await first.WaitAsync()).ShouldExit(0);
        TimeProvider.System.GetElapsedTime(started).ShouldBeLessThan(TimeSpan.FromSeconds(30)); // ten for the platform, the rest for a process on a busy machine
        server.Record.Closes.ShouldContain(1000);
        asked.ShouldAllBe(one => !one.Original!.IsPlaceholder);
        server.Faults.SlowRest = TimeSpan.Zero;

        using var second = BotProcess.Start(folder.Path, ["serve"], settings);
        await server.Record.UntilAsync(
            record => asked.All(one => one.Original!.Text.Contains(TestDiscordBot.Answer, StringComparison.Ordinal))
                && said.All(one => record.Messages.Any(message => (message.ChannelId == one.Id || message.RepliesTo == one.Id) && message.Text.Contains(TestDiscordBot.Answer, StringComparison.Ordinal))),
            deadline.Token);
        server.Record.Messages.Count(message => !message.Deleted && message.Text.Contains(TestDiscordBot.Answer, StringComparison.Ordinal)).ShouldBe(40);
        server.Record.LimitErrors.ShouldBeEmpty();
        server.Record.RateLimitViolations.ShouldBe(0);
    }
}
