using ResearchBot.FakeModel;

namespace ResearchBot.Tests.Discord.Events;

public sealed class DraftTests
{
    [Fact]
    public async Task What_a_slow_model_writes_is_shown_as_unchecked_and_goes_when_the_answer_comes()
    {
        await using var model = await FakeModelServer.StartAsync(
            new FakeModelOptions { Fault = _ => FakeFault.SlowStream, PieceLength = 60, Slowness = TimeSpan.FromMilliseconds(400) }, TestContext.Current.CancellationToken);
        await using var room = await TestDiscordBot.OpenAsync(settings: new()
        {
            ["Models:Chat:Provider"] = "openai",
            ["Models:Chat:Endpoint"] = model.OpenAiAddress,
            ["Models:Chat:Model"] = "fake-model",
        });
        var asked = room.Server.People.Say(room.Ann, room.General, $"{room.Mention} {TestDiscordBot.Question}");
        var draft = await room.SaysAsync(message => message.Text.Contains("not checked yet", StringComparison.Ordinal));
        draft.Text.ShouldNotContain("✓");
        var answer = await room.SaysAsync(message => message.ChannelId == asked.Id && message.Text.Contains("worded by a model", StringComparison.Ordinal));
        answer.Text.ShouldContain("✓ worded by a model");
        answer.Text.ShouldNotContain("not checked yet");
        await room.UntilAsync(_ => draft.Deleted);
        AskingTests.ShouldBeClean(room);
    }
}
