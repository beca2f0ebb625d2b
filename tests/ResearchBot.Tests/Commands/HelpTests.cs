using ResearchBot.Core.Commands;
using ResearchBot.Core.Moderation;
using ResearchBot.Terminal;

namespace ResearchBot.Tests.Commands;

public sealed class HelpTests
{
    [Fact]
    public async Task The_list_has_one_short_line_for_each_command_that_one_may_use_by_who_may_use_it()
    {
        await using var bot = await TestBot.StartAsync();
        var catalog = bot.Get<CommandCatalog>().Commands;
        var lines = ReplyText.Lines(await bot.RunAsync("help", [])).ToArray();

        lines.Count(line => line.StartsWith("  /", StringComparison.Ordinal)).ShouldBe(catalog.Count);
        lines.ShouldAllBe(line => line.Length <= 110);
        lines.Where(line => line.StartsWith("For ", StringComparison.Ordinal)).ShouldBe(["For everybody:", "For moderators and admins:", "For admins:"]);
        Array.IndexOf(lines, "For admins:").ShouldBeLessThan(Array.FindIndex(lines, line => line.StartsWith("  /roles grant ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_member_sees_what_members_may_use_and_may_still_read_who_may_use_the_rest()
    {
        await using var bot = await TestBot.StartAsync();
        var platform = new TestPlatform(bot);

        (await platform.TypeAsync("ann", "/help")).ShouldBeOfType<HelpReply>().Commands.ShouldAllBe(command => command.Role == Role.Member);
        var one = ReplyText.Lines(await platform.TypeAsync("ann", "/help /documents restore")).ToArray();
        one[0].ShouldBe("/documents restore ID [--version N]");
        one[1].ShouldEndWith("For admins.");
        one[2].ShouldStartWith("  ID ");
        one[2].ShouldEndWith(" Required.");
        one[^1].ShouldBe("  Example: /documents restore 4k2m9x0c7w1p --version 1");
    }

    [Fact]
    public async Task A_group_lists_its_commands_and_what_is_none_is_told()
    {
        await using var bot = await TestBot.StartAsync();
        (await bot.RunAsync("help", new() { ["command"] = "PINS" })).ShouldBeOfType<HelpReply>()
            .Commands.Select(command => command.Name).ShouldBe(["pins list", "pins remove"]);
        (await bot.RunAsync("help", new() { ["command"] = "dance" })).ShouldBeOfType<ErrorReply>()
            .Message.ShouldBe("There is no command dance. /help lists them.");
    }
}
