namespace ResearchBot.Tests.Slack.Events;

/// <summary>Calls that Slack refuses, loses or breaks off.</summary>
public abstract class TroubleTests(Dictionary<string, string?>? settings)
{
    [Fact]
    public async Task A_limit_of_slack_is_waited_for_and_the_reply_comes_once()
    {
        await using var room = await TestSlackBot.OpenAsync(settings: settings);
        room.Server.Faults.RateLimit("chat.postMessage", retryAfterSeconds: 1, times: 2);
        await room.AskAsync();
        await room.PassAsync();
        room.Answers.ShouldHaveSingleItem();
        room.Record.RateLimited.ShouldBe(2);
        room.ShouldBeClean();
    }

    [Theory]
    [InlineData("lost after the work")]
    [InlineData("reset after the work")]
    [InlineData("cut")]
    [InlineData("lost before the work")]
    [InlineData("reset before the work")]
    [InlineData("fatal_error")]
    public async Task A_post_whose_outcome_is_unknown_is_there_once(string fault)
    {
        await using var room = await TestSlackBot.OpenAsync(settings: settings);
        var faults = room.Server.Faults;
        Action strike = fault switch
        {
            "lost after the work" => () => faults.Html("chat.postMessage", afterWork: true),
            "reset after the work" => () => faults.Reset("chat.postMessage", afterWork: true),
            "cut" => () => faults.CutBody("chat.postMessage"),
            "lost before the work" => () => faults.Html("chat.postMessage"),
            "reset before the work" => () => faults.Reset("chat.postMessage", afterWork: false),
            _ => () => faults.Error("chat.postMessage", fault),
        };
        strike();
        var (asked, answer) = await room.AskAsync();
        strike();
        room.Server.People.Direct(room.Ann, TestSlackBot.Question);
        await room.SaysAsync(message => message.ChannelId == room.Server.Setup.Direct(room.Ann).Id);
        await room.PassAsync();
        room.Answers.Count().ShouldBe(2);
        room.Server.People.Delete(asked); // which only works where the answer was noted
        await room.UntilAsync(_ => answer.Deleted, "the deletion");
    }

    [Theory]
    [InlineData("not_in_channel")]
    [InlineData("is_archived")]
    [InlineData("restricted_action")]
    public async Task Where_the_bot_may_not_write_the_asker_is_told_directly(string refusal)
    {
        await using var room = await TestSlackBot.OpenAsync(settings: settings);
        room.Server.Faults.Error("chat.postMessage", refusal);
        room.Server.People.Say(room.Ann, room.General, $"{room.Mention} {TestSlackBot.Question}");
        (await room.SaysAsync(message => message.ChannelId == room.Server.Setup.Direct(room.Ann).Id)).Shown.ShouldContain(TestSlackBot.Answer);
        room.Answers.ShouldHaveSingleItem();
        room.ShouldBeClean();
    }
}

public sealed class TroubleInSocketModeTests() : TroubleTests(settings: null);

public sealed class TroubleInHttpModeTests() : TroubleTests(TestSlackBot.Http);
