using System.Text;
using Microsoft.Extensions.DependencyInjection;
using ResearchBot.Core.Ingestion;
using ResearchBot.FakeDiscord.Control;
using ResearchBot.Reading;

namespace ResearchBot.Tests.Discord.Events;

public sealed class LoadingTests
{
    private const string Harbour = "The harbour of Quaggatown was built in 1887. The quagga sleeps beside it.";
    private const string Asked = "When was the harbour of Quaggatown built?";

    [Fact]
    public async Task Files_of_a_command_and_of_a_message_end_up_searchable()
    {
        await using var room = await TestDiscordBot.OpenAsync();
        var reply = await room.SteerAsync("load", ("file", File("harbour.md", Harbour)));
        reply.Text.ShouldContain("loaded");
        var asked = room.Server.People.Say(room.Ann, room.General, $"{room.Mention} {Asked}");
        (await room.SaysAsync(message => message.ChannelId == asked.Id)).Text.ShouldContain("1887");

        var said = room.Server.People.Say(room.Olga, room.General, $"{room.Mention} load", null, File("lighthouse.md", "The lighthouse of Quaggatown was lit in 1901."));
        await room.SaysAsync(message => message.RepliesTo == said.Id && message.Text.Contains("in the collection", StringComparison.Ordinal)); // not its progress
        var second = room.Server.People.Say(room.Ann, room.General, $"{room.Mention} When was the lighthouse of Quaggatown lit?");
        (await room.SaysAsync(message => message.ChannelId == second.Id)).Text.ShouldContain("1901");

        var member = room.Server.People.Say(room.Ann, room.General, $"{room.Mention} load", null, File("a.md", Harbour));
        (await room.SaysAsync(message => message.RepliesTo == member.Id)).Text.ShouldContain("needs the role admin");
        AskingTests.ShouldBeClean(room);
    }

    [Fact]
    public async Task A_load_shows_how_far_it_is_and_can_be_stopped()
    {
        using var gate = new SemaphoreSlim(0);
        await using var room = await TestDiscordBot.OpenAsync(add: services => services.AddSingleton<IFileReader>(provider => new HoldingReader(provider.GetRequiredService<ReaderProcess>(), gate)));
        var load = room.Server.Interactions.Slash(room.Olga, room.General, "load", ("file", File("1.md", Harbour)), ("file2", File("held.md", Harbour + " Twice.")), ("file3", File("3.md", "Three.")));
        var progress = await room.RepliesAsync(load);
        progress.Text.ShouldContain("1 of 3 files");
        var stop = ButtonTests.Buttons(progress).ShouldHaveSingleItem();
        (await room.RepliesAsync(room.Server.Interactions.Press(room.Ann, progress, stop))).Text.ShouldContain("needs the role admin");
        (await room.RepliesAsync(room.Server.Interactions.Press(room.Olga, progress, stop))).Text.ShouldContain("ends");
        gate.Release(10);
        await room.SaysAsync(message => message == load.Original && message.Text.Contains("ended early", StringComparison.Ordinal));
        load.Original!.History.Count.ShouldBeLessThan(6);
        ButtonTests.Buttons(load.Original).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_file_that_is_too_large_or_elsewhere_is_refused()
    {
        await using var room = await TestDiscordBot.OpenAsync(settings: new() { ["Discord:MaxAttachmentMegabytes"] = "1" });
        (await room.SteerAsync("load", ("file", new SentFile("big.md", "text/markdown", new byte[(1 << 20) + 1])))).Text.ShouldContain("over 1 MB");
        room.Server.World.Attachments.BaseUrl = room.Server.Url.Replace("127.0.0.1", "localhost", StringComparison.Ordinal);
        (await room.SteerAsync("load", ("file", File("elsewhere.md", Harbour)))).Text.ShouldContain("own hosts");
    }

    internal static SentFile File(string name, string text) => new(name, "text/markdown", Encoding.UTF8.GetBytes(text));
}
