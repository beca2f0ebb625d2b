using ResearchBot.Core.Conversations;
using ResearchBot.Tests.Discord.Events;
using ResearchBot.Tests.Slack.Events;

namespace ResearchBot.Tests.Platforms;

/// <summary>What asks nothing of the documents is not searched, and others are not bothered with what one person alone has use for.</summary>
public sealed class SmallTalkTests
{
    [Theory]
    [InlineData("hi", TalkKind.Greeting)]
    [InlineData("Good morning everyone!", TalkKind.Greeting)]
    [InlineData("", TalkKind.Greeting)]
    [InlineData("help", TalkKind.Help)]
    [InlineData("what can you do?", TalkKind.Help)]
    [InlineData("thx!!", TalkKind.Thanks)]
    [InlineData("ok, thank you so much", TalkKind.Thanks)]
    [InlineData("👍", TalkKind.Thanks)]
    [InlineData("lol", TalkKind.Chatter)]
    [InlineData("😂😂", TalkKind.Chatter)]
    [InlineData("who helps with payroll?", TalkKind.None)]
    [InlineData("test environment url", TalkKind.None)]
    [InlineData("hello world example", TalkKind.None)]
    [InlineData("ok but who approves it?", TalkKind.None)]
    [InlineData("no, in 2022", TalkKind.None)]
    [InlineData("thanks, and in 2022?", TalkKind.None)]
    public void Small_talk_is_told_from_questions(string text, TalkKind kind) => SmallTalk.Of(text).ShouldBe(kind);

    [Theory]
    [InlineData("please load this", true)]
    [InlineData("can you add these files please?", true)]
    [InlineData("what does this document say?", false)]
    [InlineData("load testing results, who wrote them?", false)]
    public void A_wish_to_load_is_told_from_questions(string text, bool loads) => SmallTalk.AsksToLoad(text).ShouldBe(loads);

    [Fact]
    public async Task On_discord_a_greeting_is_greeted_and_thanks_get_a_thumb()
    {
        await using var room = await TestDiscordBot.OpenAsync();
        room.Server.People.Say(room.Ann, room.General, $"{room.Mention} hi");
        (await room.SaysAsync(message => message.Text.Contains("Ask as you would ask a colleague", StringComparison.Ordinal))).ChannelId.ShouldBe(room.General.Id);
        var thanks = room.Server.People.Say(room.Ann, room.General, $"{room.Mention} thanks!");
        await room.UntilAsync(_ => thanks.Reactions.Contains("👍"));
        room.Said.ShouldAllBe(message => !message.Text.Contains("Not in the documents", StringComparison.Ordinal));
    }

    [Fact]
    public async Task On_slack_a_greeting_is_greeted_thanks_get_a_thumb_and_a_refusal_is_for_the_asker_alone()
    {
        await using var room = await TestSlackBot.OpenAsync();
        var greeting = room.Server.People.Say(room.Ann, room.General, $"{room.Mention} hello");
        (await room.SaysAsync(message => message.Shown.Contains("Ask as you would ask a colleague", StringComparison.Ordinal))).ThreadTs.ShouldBe(greeting.Ts);
        var thanks = room.Server.People.Say(room.Ann, room.General, $"{room.Mention} thank you");
        await room.UntilAsync(_ => room.Record.Requests.Any(call => call.Method == "reactions.add" && call.Arguments["timestamp"]?.ToString() == thanks.Ts), "a reaction");
        room.Server.People.Say(room.Ann, room.General, $"{room.Mention} /pause");
        (await room.SaysAsync(message => message.Shown.Contains("moderator", StringComparison.OrdinalIgnoreCase))).SeenBy.ShouldBe(room.Ann.Id);
        room.ShouldBeClean();
    }
}
