using ResearchBot.Discord.Events;
using ResearchBot.FakeDiscord.Interactions;
using ResearchBot.FakeDiscord;

namespace ResearchBot.Tests.Discord.Events;

public sealed class BurstOfTalkTests(ITestOutputHelper output)
{
    private static readonly Dictionary<string, string?> Room = new() { ["Limits:WaitingQuestionsPerWorkspace"] = "1000", ["Limits:WaitingQuestionsPerPerson"] = "1000", ["Limits:WaitSeconds"] = "600" };

    [Fact]
    public async Task A_burst_of_talk_with_questions_in_it_loses_and_doubles_nothing()
    {
        var (events, questions) = (TestScale.Of(10_000), TestScale.Of(300));
        await using var room = await TestDiscordBot.OpenAsync(new FakeDiscordOptions { HeartbeatInterval = TimeSpan.FromSeconds(5) }, Room, patience: TimeSpan.FromMinutes(5));
        var channels = Enumerable.Range(0, questions / 5).Select(number => room.Server.Setup.AddChannel(room.Guild, $"room-{number}")).ToArray();
        await room.AskAsync();
        room.Server.Faults.SlowRest = TimeSpan.FromMilliseconds(100);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var asked = new List<string>();
        for (var i = 0; i < events; i++)
        {
            var isQuestion = i % (events / questions) == 0 && asked.Count < questions;
            var said = room.Server.People.Say(room.Ann, channels[i % channels.Length], isQuestion ? $"{room.Mention} {TestDiscordBot.Question}" : $"Talk {i} among people.");
            if (isQuestion)
            {
                asked.Add(said.Id);
            }
        }

        var most = 0L;
        await room.UntilAsync(record =>
        {
            most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: false) - before);
            return asked.All(id => record.Messages.Any(message => message.ChannelId == id && message.Text.Contains(TestDiscordBot.Answer, StringComparison.Ordinal)));
        });
        room.Server.Faults.SlowRest = TimeSpan.Zero;
        await room.PassAsync();
        asked.ShouldAllBe(id => room.Record.Messages.Count(message => message.ChannelId == id && message.Text.Contains(TestDiscordBot.Answer, StringComparison.Ordinal)) == 1);
        room.Record.Messages.Count.ShouldBeLessThanOrEqualTo(questions + 4); // the four are the first question and notices of waiting
        room.Record.HeartbeatsMissed.ShouldBe(0);
        room.Record.Identifies.Count.ShouldBe(1);
        room.Record.Resumes.ShouldBeEmpty();
        AskingTests.ShouldBeClean(room);
        output.WriteLine($"{events} events, {questions} questions: heartbeats {room.Record.Heartbeats}, missed {room.Record.HeartbeatsMissed}, 429s {room.Record.RateLimited}, memory at most {most >> 20} MiB more (the fake's included)");
        most.ShouldBeLessThan(300L << 20);
    }

    [Fact]
    public async Task While_fifty_questions_run_each_interaction_is_acknowledged_in_time()
    {
        await using var room = await TestDiscordBot.OpenAsync(settings: Room, patience: TimeSpan.FromMinutes(3));
        var asked = new List<Interaction>();
        for (var i = 0; i < 50; i++)
        {
            asked.Add(room.Server.Interactions.Slash(room.Ann, room.General, "ask", ("question", TestDiscordBot.Question)));
        }

        for (var i = 0; i < 50; i++)
        {
            asked.Add(room.Server.Interactions.Slash(room.Olga, room.General, "help"));
        }

        foreach (var one in asked)
        {
            await room.RepliesAsync(one);
        }

        var waits = asked.Select(one => one.AcknowledgedAfter!.Value.TotalMilliseconds).Order().ToArray();
        var times = room.Bot.Get<AcknowledgementTimes>();
        output.WriteLine($"100 interactions at once: the fake saw p50 {waits[50]:0} ms, p99 {waits[98]:0} ms, most {waits[99]:0} ms; the bot counted p50 {times.Quantile(0.5):0} ms, p99 {times.Quantile(0.99):0} ms");
        waits[^1].ShouldBeLessThan(3_000);
        OnceTests.Answers(room).Count().ShouldBe(50);
        AskingTests.ShouldBeClean(room);
    }
}
