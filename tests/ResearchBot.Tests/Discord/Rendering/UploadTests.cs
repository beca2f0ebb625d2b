using System.Text;
using ResearchBot.Discord.Payloads;
using ResearchBot.Discord.Rendering;
using ResearchBot.FakeDiscord.Messages;

namespace ResearchBot.Tests.Discord.Rendering;

public sealed class UploadTests
{
    private static readonly string Long = string.Concat(Enumerable.Repeat("Ein Satz, der – mit Umlauten: äöü – lang ist. ", 200));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_excerpt_that_no_message_holds_comes_as_a_file_that_the_message_names()
    {
        await using var room = await RenderedGuild.OpenAsync();
        var posted = await room.PostAsync(Rendered());
        var files = posted.SelectMany(message => message.Attachments).Where(file => file.Name == "quote-1.txt").ShouldHaveSingleItem();
        Encoding.UTF8.GetString(files.Bytes).ShouldBe(Long);
        posted.SelectMany(RenderedGuild.Texts).ShouldContain(text => text.StartsWith("> \\(too long to show here; the whole text is in quote\\-1\\.txt\\)", StringComparison.Ordinal));
        room.ShouldBeHarmless();
    }

    [Fact]
    public async Task An_interaction_is_answered_and_followed_up_with_files_and_an_edit_drops_them()
    {
        await using var room = await RenderedGuild.OpenAsync();
        var interaction = await room.Room.AskAsync();
        (await room.Room.SendAsync("POST", $"interactions/{interaction.Id}/{interaction.Token}/callback", """{"type":5}""")).Status.ShouldBe(204);
        var application = room.Room.Server.Setup.Bot.Id;
        var message = OutgoingGate.ToMessage(Rendered()[^1], isPrivate: false, null, null);
        message.Files.ShouldNotBeEmpty();

        await room.Rest.EditOriginalAsync(application, interaction.Token, message, Stop);
        room.Record.Messages.Single().Attachments.Count.ShouldBe(message.Files.Count);
        await room.Rest.FollowUpAsync(application, interaction.Token, message, Stop);
        StoredMessage followUp = room.Record.Messages[^1];
        followUp.Attachments.Count.ShouldBe(message.Files.Count);

        var plain = OutgoingGate.ToMessage(DiscordRenderer.Welcome(), isPrivate: false, null, null);
        await room.Rest.EditOriginalAsync(application, interaction.Token, plain, Stop);
        room.Record.Messages[0].Attachments.ShouldBeEmpty();
        room.ShouldBeHarmless();
    }

    private static IReadOnlyList<RenderedMessage> Rendered() => DiscordRenderer.Render(
        Replies.Answered(Replies.Answer("x") with { Statements = [], Conflicts = [], Citations = [Replies.Citation(1, Long)] }), new RenderContext(IsPrivate: false));
}
