using System.Text.Json.Nodes;
using ResearchBot.FakeModel;
using ResearchBot.FakeSlack.Messages;

namespace ResearchBot.Tests.Slack.Events;

/// <summary>What stands on Slack while a language model writes.</summary>
public sealed class DraftTests
{
    private const string NotChecked = "not checked yet";

    [Fact]
    public async Task A_draft_is_posted_once_changed_as_it_grows_and_replaced_by_the_checked_answer()
    {
        await using var model = await SlowModelAsync(blanks: 600);
        await using var room = await OpenAsync(model, speed: 4);
        var asked = room.Server.People.Say(room.Ann, room.General, $"{room.Mention} {TestSlackBot.Question}");
        var reply = await room.SaysAsync(message => message.ThreadTs == asked.Ts);
        await room.UntilNotedAsync(asked);
        reply.History.Count.ShouldBe(3);
        reply.History[0].ShouldStartWith("Being written");
        reply.History.Take(2).ShouldAllBe(draft => draft.Contains(NotChecked, StringComparison.Ordinal));
        reply.History[1].Length.ShouldBeGreaterThan(reply.History[0].Length);
        ShouldBeTheAnswer(room, asked, reply);
        (await room.PressAsync(room.Ann, reply, "passages-more")).SeenBy.ShouldBe(room.Ann.Id); // it is known as the answer's message
        room.ShouldBeClean();
    }

    [Fact]
    public async Task A_draft_that_an_ended_process_left_is_not_taken_for_the_reply_and_becomes_it()
    {
        await using var model = await SlowModelAsync(blanks: 6_000);
        await using var room = await OpenAsync(model, speed: 2);
        var asked = room.Server.People.Say(room.Ann, room.General, $"{room.Mention} {TestSlackBot.Question}");
        var reply = await room.SaysAsync(message => message.ThreadTs == asked.Ts);
        await room.StopAsync();
        reply.Shown.ShouldContain(NotChecked);

        (model.Options.Fault, model.Options.Brain) = (_ => null, QuotingBrain.Answer);
        await using var next = await room.NewBotAsync(over: room.Bot);
        room.Begin(next);
        await room.UntilNotedAsync(asked);
        await room.ConnectedAsync();
        ShouldBeTheAnswer(room, asked, reply);
        await room.StopAsync();
        room.ShouldBeClean();
    }

    private static void ShouldBeTheAnswer(TestSlackBot room, StoredMessage asked, StoredMessage reply)
    {
        reply.Shown.ShouldContain(TestSlackBot.Answer);
        reply.Shown.ShouldNotContain(NotChecked);
        TestSlackBot.Buttons(reply).ShouldContain("passages-more");
        room.Said.Where(message => message.ThreadTs == asked.Ts).ShouldBe([reply]);
    }

    private static Task<TestSlackBot> OpenAsync(FakeModelServer model, double speed) => TestSlackBot.OpenAsync(
        settings: new()
        {
            ["Models:Chat:Provider"] = "openai",
            ["Models:Chat:Endpoint"] = model.OpenAiAddress,
            ["Models:Chat:Model"] = "fake-model",
            ["Models:Chat:ApiKey"] = "sk-secret-of-the-test",
        },
        speed: speed); // the model's deadlines run faster too

    /// <summary>Writes two statements, each followed by nothing for a while: longer than the room's second before a draft, and its two between edits.</summary>
    private static Task<FakeModelServer> SlowModelAsync(int blanks) => FakeModelServer.StartAsync(
        new FakeModelOptions
        {
            Brain = request =>
            {
                var statements = (JsonArray)JsonNode.Parse(QuotingBrain.Answer(request).Text)!["statements"]!;
                return new FakeAnswer($$"""{"answers":"fully","statements":[{{string.Join(',', statements.Select(statement => statement!.ToJsonString() + new string(' ', blanks)))}}]}""");
            },
            Fault = _ => FakeFault.SlowStream,
            Slowness = TimeSpan.FromMilliseconds(10),
        },
        TestContext.Current.CancellationToken);
}
