using ResearchBot.Core;
using ResearchBot.Core.Commands;
using ResearchBot.Discord.Events;
using ResearchBot.Discord.Payloads;
using ResearchBot.Slack.Events;
using ResearchBot.Slack.Payloads;

namespace ResearchBot.Tests.Platforms;

/// <summary>Everything that the bot does is reached on the console, on Discord and on Slack, and means the same.</summary>
public sealed class ParityTests
{
    private const int SubCommand = 1;

    [Fact]
    public async Task Every_command_is_typed_on_discord_with_its_options()
    {
        await using var bot = await TestBot.StartAsync();
        var typed = CatalogCommands.Of(bot.Get<CommandCatalog>());
        foreach (var command in Shared(bot))
        {
            var options = OnDiscord(typed, command.Name).ShouldNotBeNull(command.Name).Select(option => option.Name).ToArray();
            foreach (var option in command.Options)
            {
                options.ShouldContain(option.Kind == OptionKind.Files ? "file" : option.Name, command.Name);
            }
        }
    }

    [Fact]
    public async Task Every_command_is_typed_on_slack_as_on_the_console_and_is_read_the_same()
    {
        await using var bot = await TestBot.StartAsync();
        var (reader, grammar) = (bot.Get<IncomingReader>(), bot.Get<CommandGrammar>());
        foreach (var command in Shared(bot).Where(command => command.Name != "load"))
        {
            var console = grammar.Parse(command.Example);
            var slack = reader.Read(Slash(command.Example)).ShouldNotBeNull();
            slack.Command.ShouldBe(command.Name);
            console.Command.ShouldBe(command);
            slack.Arguments.ShouldBe(console.Arguments, command.Name);
        }
    }

    [Fact]
    public async Task Files_are_loaded_by_a_message_that_carries_them_and_the_command_says_so()
    {
        await using var bot = await TestBot.StartAsync();
        var reader = bot.Get<IncomingReader>();
        var file = new SlackFile("F1", "a.md", null, null, null, 3, null, null, null, null, null);
        var message = new SlackEvent("message", null, "U1", null, null, "load into mill", "1.2", null, "D1", "im", null, false, null, null, null, [file], null, null, null);
        var incoming = reader.Read(message, new EventCallback("event_callback", null, null, null, null, null, default), () => string.Empty).ShouldNotBeNull();
        var (command, arguments) = incoming.ReadLoad(bot.Get<CommandGrammar>()).ShouldNotBeNull();
        (command, arguments["collection"]).ShouldBe(("load", "mill"));
        incoming.Files.ShouldHaveSingleItem().Address.Text.ShouldBe("F1");
        Should.Throw<UserFacingException>(() => reader.Read(Slash("load"))).Message.ShouldContain("with the files and the word “load”");
    }

    [Fact]
    public async Task An_address_is_loaded_by_a_command_and_by_a_message_with_the_same_words()
    {
        await using var bot = await TestBot.StartAsync();
        const string Typed = "load https://example.org/docs --depth 2 --collection mill";
        var (reader, grammar) = (bot.Get<IncomingReader>(), bot.Get<CommandGrammar>());
        var console = grammar.Parse(Typed);
        (console.Arguments["what"], console.Arguments["depth"], console.Arguments["collection"]).ShouldBe(("https://example.org/docs", "2", "mill"));
        reader.Read(Slash(Typed)).ShouldNotBeNull().Arguments.ShouldBe(console.Arguments);
        var message = new SlackEvent("message", null, "U1", null, null, Typed.Replace("https://example.org/docs", "<https://example.org/docs>"), "1.2", null, "D1", "im", null, false, null, null, null, null, null, null, null);
        reader.Read(message, new EventCallback("event_callback", null, null, null, null, null, default), () => string.Empty).ShouldNotBeNull().ReadLoad(grammar).ShouldNotBeNull().Arguments.ShouldBe(console.Arguments);
        OnDiscord(CatalogCommands.Of(bot.Get<CommandCatalog>()), "load").ShouldNotBeNull().Select(option => option.Name).ShouldContain("what");
    }

    [Fact]
    public async Task What_is_for_the_console_alone_is_refused_on_slack_and_not_offered_on_discord()
    {
        await using var bot = await TestBot.StartAsync();
        var catalog = bot.Get<CommandCatalog>();
        foreach (var command in catalog.Commands.Where(command => command.IsForConsoleOnly))
        {
            Should.Throw<UserFacingException>(() => bot.Get<IncomingReader>().Read(Slash(command.Example))).Message.ShouldContain("console only");
            OnDiscord(CatalogCommands.Of(catalog), command.Name).ShouldBeNull(command.Name);
        }
    }

    [Fact]
    public async Task Buttons_and_menus_are_the_same_on_both_and_are_commands_of_the_catalog()
    {
        await using var bot = await TestBot.StartAsync();
        var slack = Routes.OnSlack().ToArray();
        slack.Length.ShouldBe(11);
        slack.Order().ShouldBe(Routes.OnDiscord().Order());
        slack.ShouldAllBe(route => bot.Get<CommandCatalog>().Find(route.Command) != null);
    }

    [Fact]
    public async Task The_documents_table_has_every_command_with_each_way_to_it()
    {
        await using var bot = await TestBot.StartAsync();
        var rows = File.ReadLines(SourceFolder.Path("docs", "commands.md")).SkipWhile(line => line != "## How to reach it").Skip(1)
            .TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal)).Where(line => line.StartsWith("| `", StringComparison.Ordinal)).ToArray();
        rows.ShouldBe(bot.Get<CommandCatalog>().Commands.Select(Row));
    }

    private static string Row(Command command)
    {
        string Ways(string typed, IEnumerable<Route> routes, string further) =>
            string.Join(", ", new[] { typed }.Concat(routes.Where(route => route.Command == command.Name).Select(route => $"{route.Kind} *{route.Label}*")).Append(further).Where(way => way.Length > 0));

        var (asking, loading) = (command.Name == "ask" ? "mention, direct message, own thread" : string.Empty, command.Name == "load" ? "message with files and “load”" : string.Empty);
        var discord = command.IsForConsoleOnly ? "-" : Ways($"`/{command.Name}`", Routes.OnDiscord(), asking + loading);
        var slack = command.IsForConsoleOnly ? "-" : Ways(command.Name == "load" ? "`/research load` with an address" : command.Name == "ask" ? "`/research`" : $"`/research {command.Name}`", Routes.OnSlack(), asking + loading);
        return $"| `{command.Name}` | `/{command.Name}`{(command.Name == "ask" ? ", a line" : string.Empty)} | {discord} | {slack} |";
    }

    private static IEnumerable<Command> Shared(TestBot bot) => bot.Get<CommandCatalog>().Commands.Where(command => !command.IsForConsoleOnly);

    private static SlashCommand Slash(string text) => new("T1", null, "C1", "general", "U1", "/research", text, "A1", "https://hooks.slack.com/x", "1.2.3");

    private static IReadOnlyList<ApplicationCommandOption>? OnDiscord(IReadOnlyList<ApplicationCommand> typed, string name)
    {
        var words = name.Split(' ');
        var command = typed.SingleOrDefault(one => one.Name == words[0]);
        return words.Length == 1 ? command?.Options : command?.Options?.SingleOrDefault(one => one.Type == SubCommand && one.Name == words[1])?.Options;
    }
}
