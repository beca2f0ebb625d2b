using ResearchBot.Core.Commands;

namespace ResearchBot.Tests.Commands;

public sealed class CommandCatalogTests
{
    [Fact]
    public async Task Every_command_of_every_project_is_found()
    {
        await using var bot = await TestBot.StartAsync();
        var catalog = bot.Get<CommandCatalog>().Commands;
        catalog.Select(command => command.GetType().Assembly).Distinct().SelectMany(assembly => assembly.GetTypes())
            .Where(type => type.IsSubclassOf(typeof(Command)) && !type.IsAbstract)
            .ShouldBe(catalog.Select(command => command.GetType()), ignoreOrder: true);
    }

    [Fact]
    public async Task Every_command_and_argument_has_a_help_text()
    {
        await using var bot = await TestBot.StartAsync();
        foreach (var command in bot.Get<CommandCatalog>().Commands)
        {
            foreach (var help in command.Options.Select(option => option.Help).Prepend(command.Summary))
            {
                help.Length.ShouldBeInRange(6, 100, $"{command.Name}: {help}"); // what Discord takes
                help.ShouldEndWith(".");
            }
        }
    }

    [Fact]
    public async Task Every_example_can_be_typed_and_lacks_nothing()
    {
        await using var bot = await TestBot.StartAsync();
        foreach (var command in bot.Get<CommandCatalog>().Commands)
        {
            var parsed = bot.Get<CommandGrammar>().Parse(command.Example);
            parsed.Command.ShouldBe(command);
            foreach (var option in command.Options.Where(option => option.Required || parsed.Arguments.ContainsKey(option.Name)))
            {
                var value = option.Kind == OptionKind.Files && parsed.Paths.Count > 0 ? string.Join(' ', parsed.Paths) : parsed.Arguments.GetValueOrDefault(option.Name);
                (option.Kind == OptionKind.Flag ? value == string.Empty : !string.IsNullOrEmpty(value)).ShouldBeTrue($"{command.Name} {option.Name}");
                (option.Kind != OptionKind.Number || int.Parse(value!) > 0).ShouldBeTrue($"{command.Name} {option.Name}");
            }
        }
    }

    [Fact]
    public async Task Every_missing_argument_is_named_with_an_example()
    {
        await using var bot = await TestBot.StartAsync();
        foreach (var command in bot.Get<CommandCatalog>().Commands)
        {
            var parsed = bot.Get<CommandGrammar>().Parse(command.Example);
            foreach (var missing in command.Options.Where(option => option.Required))
            {
                var arguments = parsed.Arguments.Where(argument => argument.Key != missing.Name).ToDictionary();
                var paths = missing.Kind == OptionKind.Files ? [] : parsed.Paths.ToArray();
                var error = (await bot.RunAsync(command.Name, arguments, paths)).ShouldBeOfType<ErrorReply>($"{command.Name} {missing.Name}");
                error.Message.ShouldContain($"needs {missing.Name}");
                error.Message.ShouldContain($"Example: {command.Example}");
                error.IsFailure.ShouldBeFalse();
            }
        }
    }
}
