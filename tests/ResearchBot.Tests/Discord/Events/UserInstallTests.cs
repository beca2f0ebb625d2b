using ResearchBot.Core.Commands;
using ResearchBot.Core.Moderation;
using ResearchBot.Fakes;

namespace ResearchBot.Tests.Discord.Events;

public sealed class UserInstallTests
{
    [Fact]
    public async Task Commands_are_for_servers_with_the_bot_and_direct_messages_and_shown_to_whom_discord_lets_steer()
    {
        await using var room = await TestDiscordBot.OpenAsync();
        var roles = room.Bot.Get<CommandCatalog>().Commands.Where(command => !command.IsForConsoleOnly)
            .GroupBy(command => command.Name.Split(' ')[0]).ToDictionary(group => group.Key, group => group.Min(command => command.Role));
        foreach (var command in room.Server.World.Commands.In(string.Empty))
        {
            command["integration_types"]!.ToJsonString().ShouldBe("[0]");
            command["contexts"]!.ToJsonString().ShouldBe("[0,1]");
            ((string?)command["default_member_permissions"]).ShouldBe(
                roles.GetValueOrDefault((string)command["name"]!) switch { Role.Admin => "32", Role.Moderator => "8192", _ => null }, (string)command["name"]!);
        }

        Should.Throw<InvalidOperationException>(() => room.Server.Interactions.Slash(room.Ann, room.General, "audit"));
        room.Server.Setup.Allow(room.Ann, "audit"); // what Discord shows guards nothing
        (await room.RepliesAsync(room.Server.Interactions.Slash(room.Ann, room.General, "audit"))).Text.ShouldContain("needs the role");
    }

    [Fact]
    public async Task In_a_server_without_the_bot_the_person_alone_is_told_and_nothing_is_asked_or_kept()
    {
        await using var room = await TestDiscordBot.OpenAsync();
        var (guild, channel) = room.Server.Setup.AddGuildWithoutBot("Elsewhere", room.Olga);
        var before = room.Record.Requests.Count;
        foreach (var used in new[]
        {
            room.Server.Interactions.Slash(room.Olga, channel, "ask", ("question", TestDiscordBot.Question)),
            room.Server.Interactions.Slash(room.Olga, channel, "load", ("what", "https://example.org/")),
            room.Server.Interactions.Slash(room.Olga, channel, "collections create", ("name", "mine")),
        })
        {
            await used.Acknowledged.WaitAsync(room.Patience);
            (used.Callback, used.Original!.IsEphemeral, used.UserInstalledOnly).ShouldBe((4, true, true));
            used.Original.Text.ShouldContain("servers that it was added to");
        }

        for (var key = 0; key < 150; key++)
        {
            var typed = room.Server.Interactions.Autocomplete(room.Olga, channel, "documents show", "id", "a");
            await typed.Acknowledged.WaitAsync(room.Patience);
            typed.Choices!.Count.ShouldBe(0);
        }

        room.Record.Requests.Skip(before).ShouldAllBe(request => request.Path.Contains("/callback", StringComparison.Ordinal));
        (await StoreRows.ReadAsync(room.Bot)).ShouldAllBe(row => !row.Contains(guild.Id, StringComparison.Ordinal));
        (await room.RepliesAsync(room.Server.Interactions.Slash(room.Ann, room.General, "ask", ("question", TestDiscordBot.Question)))).Text.ShouldContain(TestDiscordBot.Answer);
        room.Record.InvalidRequests.ShouldBe(0);
    }

    [Fact]
    public async Task Where_the_bot_was_put_out_it_answers_no_more_and_where_it_comes_back_it_does()
    {
        await using var room = await TestDiscordBot.OpenAsync();
        var other = room.Server.Setup.AddGuild("Other", room.Olga);
        var channel = room.Server.Setup.AddChannel(other, "other");
        (await room.RepliesAsync(room.Server.Interactions.Slash(room.Olga, channel, "ask", ("question", TestDiscordBot.Question)))).Text.ShouldContain(TestDiscordBot.Answer);
        room.Server.Setup.RemoveBot(other);
        var used = room.Server.Interactions.Slash(room.Olga, channel, "ask", ("question", TestDiscordBot.Question));
        await used.Acknowledged.WaitAsync(room.Patience);
        (used.Callback, used.Original!.IsEphemeral).ShouldBe((4, true));
    }
}
