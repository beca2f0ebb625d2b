using Microsoft.Extensions.DependencyInjection;
using ResearchBot.Core.Ingestion;
using ResearchBot.FakeSlack.Files;
using ResearchBot.FakeSlack.Messages;
using ResearchBot.FakeSlack;

namespace ResearchBot.Tests.Slack.Bot;

public sealed class FileTests
{
    internal const string Harbour = "The harbour of Quaggatown was built in 1887. The quagga sleeps beside it.";
    private const string Asked = "When was the harbour of Quaggatown built?";

    [Fact]
    public async Task Files_of_a_mention_and_of_a_direct_message_end_up_searchable()
    {
        await using var room = await BotRoom.OpenAsync();
        await LoadAsync(room, "load", room.File(room.Olga, "harbour.md", Harbour));
        var asked = room.Server.People.Say(room.Ann, room.General, $"{room.Mention} {Asked}");
        await room.SaysInAsync(asked, "1887");

        var lighthouse = room.File(room.Olga, "lighthouse.md", "The lighthouse of Quaggatown was lit in 1901.");
        lighthouse.MustBeLookedUp = true;
        var direct = room.Server.People.Direct(room.Olga, "load", null, lighthouse);
        await room.SaysAsync(message => message.ChannelId == direct.ChannelId && message.Shown.Contains("1 loaded", StringComparison.Ordinal));
        var second = room.Server.People.Say(room.Ann, room.General, $"{room.Mention} When was the lighthouse of Quaggatown lit?");
        await room.SaysInAsync(second, "1901");

        var member = room.Server.People.Say(room.Ann, room.General, $"{room.Mention} load", null, false, room.File(room.Ann, "a.md", Harbour));
        await room.SaysInAsync(member, "needs the role admin");
        room.Record.Downloads.Count.ShouldBe(2);
        room.ShouldBeClean();
    }

    [Fact]
    public async Task A_load_shows_how_far_it_is_and_can_be_stopped()
    {
        using var gate = new SemaphoreSlim(0);
        await using var room = await BotRoom.OpenAsync(add: services => services.AddSingleton(provider => Holding(provider, gate)));
        var load = room.Server.People.Say(room.Olga, room.General, $"{room.Mention} load", null, false,
            room.File(room.Olga, "1.md", Harbour), room.File(room.Olga, "held.md", Harbour + " Twice."), room.File(room.Olga, "3.md", "Three."));
        var progress = await room.SaysInAsync(load, "1 of 3 files");
        BotRoom.Buttons(progress).ShouldBe(["loads-cancel"]);
        (await room.PressAsync(room.Ann, progress, "loads-cancel")).Shown.ShouldContain("needs the role admin");
        (await room.PressAsync(room.Olga, progress, "loads-cancel")).Shown.ShouldContain("ends");
        gate.Release(10);
        await room.UntilAsync(_ => progress.Shown.Contains("ended early", StringComparison.Ordinal), "the end of the load");
        BotRoom.Buttons(progress).ShouldBeEmpty();
        room.ShouldBeClean();
    }

    [Fact]
    public async Task What_is_not_the_file_is_refused_and_why_is_said()
    {
        await using var room = await BotRoom.OpenAsync(settings: new() { ["Slack:MaxFileMegabytes"] = "1" });
        (await LoadAsync(room, "load", room.File(room.Olga, "big.md", new string('x', (1 << 20) + 1)))).Shown.ShouldContain("over 1 MB");

        room.Server.Faults.FilesRedirect = true;
        room.Server.Faults.FilesRedirectTo = "https://files.example.org";
        (await LoadAsync(room, "load", room.File(room.Olga, "elsewhere.md", Harbour))).Shown.ShouldContain("own hosts");
        room.Server.Faults.FilesRedirect = false;

        room.Server.Faults.FilesCut = true;
        (await LoadAsync(room, "load", room.File(room.Olga, "cut.md", Harbour))).Shown.ShouldContain("Send it again");
        room.Server.Faults.FilesCut = false;

        var gone = room.File(room.Olga, "gone.md", Harbour);
        gone.Mode = "tombstone";
        (await LoadAsync(room, "load", gone)).Shown.ShouldContain("keeps no content");
        (await room.SteerAsync("documents list")).Shown.ShouldNotContain("elsewhere");
        room.ShouldBeClean();
    }

    [Fact]
    public async Task The_login_page_is_not_taken_for_the_file()
    {
        var options = new FakeSlackOptions();
        await using var room = await BotRoom.OpenAsync(options with { StrictScopes = true, BotScopes = options.BotScopes.Where(scope => scope != "files:read").ToHashSet() });
        (await LoadAsync(room, "load", room.File(room.Olga, "harbour.md", Harbour))).Shown.ShouldContain("files:read");
        room.Record.Downloads.ShouldHaveSingleItem().ContentType.ShouldBe("text/html");
    }

    [Fact]
    public async Task A_load_that_a_restart_broke_off_fetches_its_files_again_and_ends_once()
    {
        using var gate = new SemaphoreSlim(0);
        await using var room = await BotRoom.OpenAsync(add: services => services.AddSingleton(provider => Holding(provider, gate)));
        var load = room.Server.People.Say(room.Olga, room.General, $"{room.Mention} load", null, false, room.File(room.Olga, "held.md", Harbour));
        await room.UntilAsync(record => record.Downloads.Count == 1, "the download");
        await room.StopAsync();
        await using var next = await room.NewBotAsync(over: room.Bot);
        room.Begin(next);
        await room.ConnectedAsync();
        await room.SaysInAsync(load, "loaded");
        var asked = room.Server.People.Say(room.Ann, room.General, $"{room.Mention} {Asked}");
        await room.SaysInAsync(asked, "1887");
        room.Said.Count(message => message.ThreadTs == load.Ts && message.Shown.Contains("loaded", StringComparison.Ordinal)).ShouldBe(1);
        await room.StopAsync();
    }

    /// <summary>Olga sends files with a mention; the bot's reply.</summary>
    internal static async Task<StoredMessage> LoadAsync(BotRoom room, string text, params SlackFile[] files)
    {
        var load = room.Server.People.Say(room.Olga, room.General, $"{room.Mention} {text}", null, false, files);
        return await room.SaysAsync(message => message.ThreadTs == load.Ts && !message.Shown.StartsWith("Loading", StringComparison.Ordinal));
    }

    /// <summary>Reads as it does, but files called "held", which wait.</summary>
    private static ReadBytes Holding(IServiceProvider provider, SemaphoreSlim gate) => async (name, bytes, cancellationToken) =>
    {
        if (name == "held.md")
        {
            await gate.WaitAsync(cancellationToken);
        }

        return await provider.GetRequiredService<ResearchBot.Reading.ReaderProcess>().ReadAsync(name, bytes, cancellationToken);
    };
}
