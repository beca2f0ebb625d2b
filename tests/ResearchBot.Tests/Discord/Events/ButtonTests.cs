using System.Text.Json.Nodes;
using ResearchBot.FakeDiscord.Guilds;
using ResearchBot.FakeDiscord.Messages;

namespace ResearchBot.Tests.Discord.Events;

public sealed class ButtonTests
{
    [Fact]
    public async Task Each_button_answers_whoever_presses_it_alone()
    {
        await using var room = await TestDiscordBot.OpenAsync();
        var help = room.Server.Setup.AddChannel(room.Guild, "help");
        await room.SteerAsync("settings set", ("name", "helpers"), ("value", $"discord:{help.Id}"));
        var (_, answer) = await room.AskAsync();
        var buttons = Buttons(answer);
        buttons.Select(id => id.Split(':')[0]).ShouldBe(["passages-more", "why", "helpful", "unhelpful"]);
        foreach (var person in new[] { room.Ann, room.Olga })
        {
            foreach (var button in buttons)
            {
                var reply = await room.RepliesAsync(room.Server.Interactions.Press(person, answer, button));
                (reply.IsEphemeral, reply.SeenBy).ShouldBe((true, person.Id), button);
                reply.Text.ShouldNotContain("Something went wrong");
                foreach (var more in button.StartsWith("passages-more", StringComparison.Ordinal) ? await MoreAsync(room, person.Id) : [])
                {
                    var further = await room.RepliesAsync(room.Server.Interactions.Press(person, room.Said.Last(message => message.SeenBy == person.Id && Buttons(message).Contains(more)), more));
                    (further.IsEphemeral, further.SeenBy).ShouldBe((true, person.Id), more);
                    further.Text.ShouldNotContain("Something went wrong");
                }
            }
        }

        (await room.SaysAsync(message => message.ChannelId == help.Id && message.Text.Contains("Baghdad", StringComparison.Ordinal))).Text.ShouldNotBeEmpty();
        answer.Deleted.ShouldBeFalse();
        AskingTests.ShouldBeClean(room);
    }

    [Fact]
    public async Task Rights_count_when_a_button_is_pressed()
    {
        await using var room = await TestDiscordBot.OpenAsync();
        var staff = room.Server.Setup.AddRole(room.Guild, "staff");
        var holder = room.Server.Setup.AddUser("holder");
        room.Server.Setup.Join(room.Guild, holder);
        room.Server.Setup.SetRoles(room.Guild, holder, staff);
        await StaffDocumentAsync(room, staff);

        const string Secret = "When was the harbour of Quaggatown built?";
        (await room.RepliesAsync(room.Server.Interactions.Slash(holder, room.General, "ask", ("question", Secret)))).Text.ShouldNotContain("1887");
        var own = await room.RepliesAsync(room.Server.Interactions.Slash(holder, room.General, "ask", ("question", Secret), ("private", true)));
        own.Text.ShouldContain("1887");
        (await room.RepliesAsync(room.Server.Interactions.Slash(room.Ann, room.General, "ask", ("question", Secret), ("private", true)))).Text.ShouldNotContain("1887");

        await room.RepliesAsync(room.Server.Interactions.Press(holder, own, Buttons(own).Single(id => id.StartsWith("passages-more", StringComparison.Ordinal))));
        var more = await room.SaysAsync(message => message.SeenBy == holder.Id && Buttons(message).Any(id => id.StartsWith("passages-show", StringComparison.Ordinal)));
        var show = Buttons(more).Single(id => id.StartsWith("passages-show", StringComparison.Ordinal));
        (await room.RepliesAsync(room.Server.Interactions.Press(holder, more, show))).Text.ShouldContain("1887");
        room.Server.Setup.SetRoles(room.Guild, holder);
        (await room.RepliesAsync(room.Server.Interactions.Press(holder, more, show))).Text.ShouldNotContain("1887");
        (await room.RepliesAsync(room.Server.Interactions.Press(room.Ann, more, show))).Text.ShouldNotContain("1887");
        room.Said.Where(message => !message.IsEphemeral).ShouldAllBe(message => !message.Text.Contains("1887", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Titles_are_offered_to_those_who_may_read_them()
    {
        await using var room = await TestDiscordBot.OpenAsync();
        var staff = room.Server.Setup.AddRole(room.Guild, "staff");
        var holder = room.Server.Setup.AddUser("holder");
        room.Server.Setup.Join(room.Guild, holder);
        room.Server.Setup.SetRoles(room.Guild, holder, staff);
        await StaffDocumentAsync(room, staff);
        (await OfferedAsync(room, holder, "quagga")).ShouldNotBeEmpty();
        (await OfferedAsync(room, room.Ann, "quagga")).ShouldBeEmpty();
        (await OfferedAsync(room, room.Ann, "maduro")).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Who_steers_is_told_by_discord_and_sees_it_alone()
    {
        const string audit = "audit", roles = "roles list";
        await using var room = await TestDiscordBot.OpenAsync();
        var role = room.Server.Setup.AddRole(room.Guild, "mods", Permission.ManageMessages);
        var chief = room.Server.Setup.AddRole(room.Guild, "chiefs", Permission.ManageGuild);
        var (mo, chloe) = (room.Server.Setup.AddUser("mo"), room.Server.Setup.AddUser("chloe"));
        room.Server.Setup.Join(room.Guild, mo);
        room.Server.Setup.Join(room.Guild, chloe);
        room.Server.Setup.SetRoles(room.Guild, mo, role);
        room.Server.Setup.SetRoles(room.Guild, chloe, chief);
        room.Server.Setup.Allow(room.Ann, audit);
        room.Server.Setup.Allow(mo, "roles");
        foreach (var (person, command, isServed) in new[]
        {
            (room.Ann, audit, false), (mo, audit, true), (mo, roles, false), (chloe, roles, true), (room.Olga, roles, true),
        })
        {
            var reply = await room.RepliesAsync(room.Server.Interactions.Slash(person, room.General, command));
            (reply.IsEphemeral, reply.Text.Contains("needs the role", StringComparison.Ordinal)).ShouldBe((true, !isServed), $"{person.Name} {command}: {reply.Text}");
        }
    }

    /// <summary>The buttons below further passages, which may fill several messages.</summary>
    private static async Task<string[]> MoreAsync(TestDiscordBot room, string person) =>
        [.. Buttons(await room.SaysAsync(message => message.SeenBy == person && Buttons(message).Any(id => id.StartsWith("needhelp", StringComparison.Ordinal))))];

    private static async Task StaffDocumentAsync(TestDiscordBot room, Role staff)
    {
        await room.SteerAsync("collections create", ("name", "staff"));
        var secret = LoadingTests.File("quagga.md", "# Quagga harbour\n\nThe harbour of Quaggatown was built in 1887. The quagga sleeps beside it.");
        (await room.SteerAsync("load", ("file", secret), ("collection", "staff"))).Text.ShouldContain("1 loaded");
        await room.SteerAsync("collections rights", ("name", "staff"), ("role", $"<@&{staff.Id}>"));
    }

    private static async Task<string[]> OfferedAsync(TestDiscordBot room, User person, string typed)
    {
        var completion = room.Server.Interactions.Autocomplete(person, room.General, "documents show", "id", typed);
        await completion.Acknowledged.WaitAsync(room.Patience);
        return [.. (completion.Choices ?? []).Select(choice => choice!["name"]!.GetValue<string>())];
    }

    internal static string[] Buttons(StoredMessage message) =>
        [.. Parts(message.Components).Select(part => part["custom_id"]?.GetValue<string>()).OfType<string>()];

    private static IEnumerable<JsonNode> Parts(JsonArray components) =>
        components.OfType<JsonNode>().SelectMany(part => Parts(part["components"] as JsonArray ?? []).Prepend(part));
}
