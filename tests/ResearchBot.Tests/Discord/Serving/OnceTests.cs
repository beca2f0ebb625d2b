using System.Text.Json.Nodes;
using ResearchBot.Core.Moderation.Limits;
using ResearchBot.FakeDiscord.Messages;

namespace ResearchBot.Tests.Discord.Serving;

public sealed class OnceTests
{
    private static readonly Dictionary<string, string?> OneAtATime = new() { ["Limits:QuestionsAtOnce"] = "1" };

    [Fact]
    public async Task An_event_that_comes_again_is_answered_once()
    {
        await using var room = await ServedRoom.OpenAsync();
        var payload = Mention(room, "1001000000000000001");
        room.Server.Gateway.Dispatch("MESSAGE_CREATE", payload, room.Guild.Id);
        room.Server.Gateway.Dispatch("MESSAGE_CREATE", (JsonObject)payload.DeepClone(), room.Guild.Id);
        await room.AnswersAsync(room.General.Id);

        var asked = room.Server.Interactions.Slash(room.Ann, room.General, "ask", ("question", ServedRoom.Question));
        room.Server.Gateway.DropAndReplay(20);
        await room.UntilAsync(record => record.Resumes.Count == 1 && record.EventsReplayed > 0);
        await room.RepliesAsync(asked);

        room.Server.Gateway.Op9(resumable: false);
        await room.UntilAsync(record => record.Identifies.Count == 2);
        room.Server.Gateway.Dispatch("MESSAGE_CREATE", (JsonObject)payload.DeepClone(), room.Guild.Id);
        await room.PassAsync();
        Answers(room).Count().ShouldBe(2);
        room.Record.Messages.Count(message => message.Text.Contains("/collections create", StringComparison.Ordinal)).ShouldBe(1); // one welcome
        room.Record.Requests.Count(request => request is { Method: "PUT" }).ShouldBe(1); // the commands
        AskingTests.ShouldBeClean(room);
    }

    [Fact]
    public async Task What_was_in_hand_when_a_process_ended_is_answered_once_by_the_next()
    {
        await using var room = await ServedRoom.OpenAsync(settings: OneAtATime);
        var held = await room.Bot.Get<QuestionQueue>().EnterAsync("other", "nobody", room.Patience);
        var asked = room.Server.People.Say(room.Ann, room.General, $"{room.Mention} {ServedRoom.Question}");
        var gone = room.Server.People.Say(room.Ann, room.General, $"{room.Mention} {ServedRoom.Question}");
        var command = room.Server.Interactions.Slash(room.Ann, room.General, "ask", ("question", ServedRoom.Question), ("private", true));
        await UntilOpenAsync(room, asked.Id, gone.Id, command.Id);
        await room.StopAsync();
        room.Record.Closes.ShouldContain(1000);
        command.Original!.IsPlaceholder.ShouldBeFalse();
        command.Original.Text.ShouldContain("restarted");
        Answers(room).ShouldBeEmpty();
        room.Server.People.Delete(gone);

        await using (var next = await room.NewBotAsync(over: room.Bot))
        {
            room.Begin(next);
            await room.AnswersAsync(asked.Id);
            await room.SaysAsync(message => message == command.Original && message.Text.Contains(ServedRoom.Answer, StringComparison.Ordinal));
            await room.PassAsync();
            Answers(room).Count().ShouldBe(2);
            await room.StopAsync();
        }

        held.Dispose();
        AskingTests.ShouldBeClean(room);
    }

    [Fact]
    public async Task Of_two_processes_with_one_token_one_is_connected_and_the_other_takes_over()
    {
        await using var room = await ServedRoom.OpenAsync();
        await using var second = await room.NewBotAsync(over: room.Bot);
        await using var waiting = new ServedRoom.Serving(second);
        await room.AskAsync();
        room.Record.Identifies.Count.ShouldBe(1);
        await room.StopAsync();
        await room.BegunAsync(2);
        room.Record.Closes[0].ShouldBe(1000);
        await room.AskAsync();
        Answers(room).Count().ShouldBe(2);
    }

    internal static IEnumerable<StoredMessage> Answers(ServedRoom room) =>
        room.Record.Messages.Where(message => !message.Deleted && message.Text.Contains(ServedRoom.Answer, StringComparison.Ordinal));

    internal static async Task UntilOpenAsync(ServedRoom room, params string[] ids)
    {
        var inbox = room.Bot.Get<ResearchBot.Core.Platforms.RequestInbox>();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while ((await inbox.OpenAsync("discord", TimeSpan.FromHours(1), room.Patience)).Select(open => open.Id).Intersect(ids).Count() < ids.Length)
        {
            await timer.WaitForNextTickAsync(room.Patience);
        }
    }

    private static JsonObject Mention(ServedRoom room, string id) => new()
    {
        ["id"] = id,
        ["type"] = 0,
        ["channel_id"] = room.General.Id,
        ["guild_id"] = room.Guild.Id,
        ["author"] = room.Ann.ToJson(),
        ["content"] = $"{room.Mention} {ServedRoom.Question}",
        ["mentions"] = new JsonArray(room.Server.Stage.Bot.ToJson()),
    };
}
