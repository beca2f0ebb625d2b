using System.Text.RegularExpressions;
using ResearchBot.Core.Commands;

namespace ResearchBot.Tests.Commands;

/// <summary>What Discord takes as a command, a subcommand and an option.</summary>
public sealed partial class CommandNameTests
{
    private const int MostCommands = 100;
    private const int MostOptions = 25;

    [Fact]
    public async Task Names_are_one_or_two_words_that_every_platform_takes()
    {
        await using var bot = await TestBot.StartAsync();
        foreach (var command in bot.Get<CommandCatalog>().Commands)
        {
            var words = command.Name.Split(' ');
            words.Length.ShouldBeInRange(1, 2, command.Name);
            words.Concat(command.Options.Select(option => option.Name)).ShouldAllBe(word => Word().IsMatch(word), command.Name);
            command.Options.Select(option => option.Name).ShouldBeUnique();
            command.Options.Count.ShouldBeLessThanOrEqualTo(MostOptions, command.Name);
        }
    }

    [Fact]
    public async Task A_group_is_never_also_a_command_and_there_are_no_more_than_Discord_takes()
    {
        await using var bot = await TestBot.StartAsync();
        var names = bot.Get<CommandCatalog>().Commands.Select(command => command.Name.Split(' ')).ToArray();
        var groups = names.Where(words => words.Length == 2).GroupBy(words => words[0]).ToArray();
        var alone = names.Where(words => words.Length == 1).Select(words => words[0]).ToArray();
        groups.Select(group => group.Key).Intersect(alone).ShouldBeEmpty();
        groups.ShouldAllBe(group => group.Count() <= MostOptions);
        (groups.Length + alone.Length).ShouldBeLessThanOrEqualTo(MostCommands);
    }

    [Fact]
    public async Task Required_options_come_before_the_others()
    {
        await using var bot = await TestBot.StartAsync();
        foreach (var command in bot.Get<CommandCatalog>().Commands)
        {
            command.Options.Select(option => option.Required).ShouldBe(command.Options.Select(option => option.Required).OrderDescending(), command.Name);
        }
    }

    [GeneratedRegex(@"^[a-z0-9][a-z0-9-]{0,31}\z")]
    private static partial Regex Word();
}
