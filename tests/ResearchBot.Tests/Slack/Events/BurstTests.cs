namespace ResearchBot.Tests.Slack.Events;

public sealed class BurstTests(ITestOutputHelper output)
{
    internal static readonly Dictionary<string, string?> ManyAtOnce = new()
    {
        ["Limits:WaitingQuestionsPerWorkspace"] = "1000", ["Limits:WaitingQuestionsPerPerson"] = "1000", ["Limits:WaitSeconds"] = "600",
    };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task While_fifty_questions_run_and_slack_refuses_posts_each_envelope_is_acknowledged_in_time(bool isHttp)
    {
        await using var room = await TestSlackBot.OpenAsync(settings: isHttp ? ManyAtOnce.Concat(TestSlackBot.Http).ToDictionary() : ManyAtOnce, patience: TimeSpan.FromMinutes(4), speed: 1);
        var channels = Enumerable.Range(0, 25).Select(number => room.Server.Setup.AddChannel($"room-{number}", members: [room.Ann])).ToArray();
        room.Server.Faults.RateLimit("chat.postMessage", retryAfterSeconds: 1, times: 5);
        for (var i = 0; i < 50; i++)
        {
            room.Server.People.Say(room.Ann, channels[i % channels.Length], $"{room.Mention} {TestSlackBot.Question}");
            room.Server.Interactions.Slash(room.Olga, room.General, "/research", "audit");
        }

        await room.UntilAsync(_ => room.Answers.Count() >= 50, "fifty answers");
        await room.UntilAsync(record => record.Messages.Count(message => message.SeenBy == room.Olga.Id) >= 50, "fifty replies to commands");
        await room.PassAsync();
        room.Answers.Count().ShouldBe(50);
        room.Answers.Select(message => message.ThreadTs).Distinct().Count().ShouldBe(50);
        var waits = (isHttp ? room.Record.SentRequests.Select(sent => sent.Took).Order() : room.Record.AckLatencies.AsEnumerable()).Select(wait => wait.TotalMilliseconds).ToArray();
        output.WriteLine($"{(isHttp ? "HTTP" : "Socket Mode")}: {waits.Length} envelopes, {room.Record.RateLimited} times 429: acknowledged p50 {waits[waits.Length / 2]:0.0} ms, p99 {waits[waits.Length * 99 / 100]:0.0} ms, most {waits[^1]:0.0} ms");
        room.Record.Envelopes.Count(one => one.TimedOut).ShouldBe(0);
        room.Record.SentRequests.ShouldAllBe(sent => sent.Status == 200);
        waits.Length.ShouldBeGreaterThan(150); // a mention comes as two kinds of event
        room.Record.RateLimited.ShouldBeGreaterThan(0);
        waits[^1].ShouldBeLessThan(3_000);
        room.ShouldBeClean();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_renewal_loses_nothing_and_leaves_no_moment_without_a_connection(bool neverCloses)
    {
        await using var room = await TestSlackBot.OpenAsync(settings: ManyAtOnce);
        room.Server.Faults.NeverCloses = neverCloses;
        var channels = Enumerable.Range(0, 12).Select(number => room.Server.Setup.AddChannel($"room-{number}", members: [room.Ann])).ToArray();
        for (var i = 0; i < channels.Length; i++)
        {
            if (i % 4 == 0)
            {
                room.Server.Sockets.Disconnect("warning");
            }

            room.Server.People.Say(room.Ann, channels[i], $"{room.Mention} {TestSlackBot.Question}");
        }

        await room.UntilAsync(_ => room.Answers.Count() >= channels.Length, "all answers");
        await room.PassAsync();
        await room.UntilAsync(record => record.Opens.Count >= 4, "new connections");
        room.Answers.Select(message => message.ChannelId).Order().ShouldBe(channels.Select(channel => channel.Id).Order());
        room.Record.TimesWithoutSocket.ShouldBe(0);
        room.Record.Envelopes.ShouldAllBe(one => one.Socket != null);
        room.ShouldBeClean();
    }
}
