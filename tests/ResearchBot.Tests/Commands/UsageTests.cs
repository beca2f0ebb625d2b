using ResearchBot.Core;
using ResearchBot.Core.Commands;
using ResearchBot.Terminal;

namespace ResearchBot.Tests.Commands;

/// <summary>Whoever types a command wrongly is told what is right. What follows from a declaration is made from it; the rest is in wrong-uses.txt.</summary>
public sealed class UsageTests
{
    [Fact]
    public async Task An_option_that_is_none_is_told_with_an_example()
    {
        await using var bot = await TestBot.StartAsync();
        foreach (var command in bot.Get<CommandCatalog>().Commands.Where(command => command.Options is not [{ Kind: OptionKind.Text }]))
        {
            var error = await TypeAsync(bot, $"/{command.Example} --nonsense x");
            error.Message.ShouldContain($"/{command.Name} has no option --nonsense");
            error.Message.ShouldContain($"Example: /{command.Example}");
        }
    }

    [Fact]
    public async Task One_argument_too_many_is_told_with_an_example()
    {
        await using var bot = await TestBot.StartAsync();
        foreach (var command in bot.Get<CommandCatalog>().Commands.Where(
            command => !command.Options.Any(option => option is { IsPositional: true, Kind: OptionKind.Text or OptionKind.Files })))
        {
            var places = command.Options.Count(option => option.IsPositional);
            var error = await TypeAsync(bot, $"/{command.Name} {string.Join(' ', Enumerable.Repeat("1", places))} surplus");
            error.Message.ShouldContain("“surplus” is one argument too many");
            error.Message.ShouldContain($"Example: /{command.Example}");
        }
    }

    [Fact]
    public async Task An_option_without_its_value_is_told_with_an_example()
    {
        await using var bot = await TestBot.StartAsync();
        foreach (var (command, option) in Options(bot).Where(one => one.Option is { IsPositional: false } and not { Kind: OptionKind.Flag }))
        {
            var error = await TypeAsync(bot, $"/{command.Name} --{option.Name}");
            error.Message.ShouldContain($"--{option.Name} needs a value");
            error.Message.ShouldContain($"Example: /{command.Example}");
        }
    }

    [Theory]
    [InlineData("many")]
    [InlineData("0")]
    [InlineData("-3")]
    [InlineData("1.5")]
    [InlineData("٣")]
    [InlineData("")]
    public async Task What_is_no_number_is_told_before_anything_is_looked_up(string written)
    {
        await using var bot = await TestBot.StartAsync();
        foreach (var (command, option) in Options(bot).Where(one => one.Option.Kind == OptionKind.Number))
        {
            var arguments = Example(bot, command);
            arguments[option.Name] = written;
            var error = (await bot.RunAsync(command.Name, arguments)).ShouldBeOfType<ErrorReply>(command.Name);
            error.Message.ShouldBe($"{option.Name} must be a whole number above 0, not “{written}”.");
            error.IsFailure.ShouldBeFalse();
        }
    }

    [Fact]
    public async Task A_number_that_no_machine_holds_is_too_large_and_not_no_number()
    {
        await using var bot = await TestBot.StartAsync();
        foreach (var (command, option) in Options(bot).Where(one => one.Option.Kind == OptionKind.Number))
        {
            var arguments = Example(bot, command);
            arguments[option.Name] = "99999999999999999999";
            (await bot.RunAsync(command.Name, arguments)).ShouldBeOfType<ErrorReply>(command.Name).Message.ShouldMatch($"^{option.Name} may be [0-9]+ at most\\.$");
        }
    }

    [Fact]
    public async Task Every_other_wrong_use_in_the_table_is_told_what_is_right()
    {
        await using var bot = await TestBot.StartAsync();
        bot.Write("mill.txt", "The mill stands by the river.");
        await bot.LoadAsync(Path.Combine(bot.Folder, "mill.txt"));
        var receipt = (await bot.RunAsync("ask", new() { ["question"] = "Where does the mill stand?" })).ShouldBeOfType<AnswerReply>().Receipt;
        bot.Write("set/corpus.jsonl", """{"_id":"d","text":"The mill stands by the river."}""");
        bot.Write("set/queries.jsonl", """{"_id":"q","text":"Where does the mill stand?"}""");
        bot.Write("set/qrels.tsv", "query-id\tcorpus-id\tscore\nq\td\t1\n");
        var wrong = new List<string>();
        foreach (var use in WrongUse.Read().Where(use => use.Told.Length > 0))
        {
            var error = await TypeAsync(bot, use.Line.Replace("LONG", new string('x', 3_000), StringComparison.Ordinal)
                .Replace("RECEIPT", receipt, StringComparison.Ordinal).Replace("SET", $"\"{bot.Folder}/set\"", StringComparison.Ordinal));
            if (!error.Message.Contains(use.Told, StringComparison.Ordinal))
            {
                wrong.Add($"{use.Line}: {error.Message}");
            }
        }

        wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_table_has_every_option_that_takes_a_word_or_a_text()
    {
        await using var bot = await TestBot.StartAsync();
        Options(bot).Where(one => one.Option.Kind is OptionKind.Word or OptionKind.Document or OptionKind.Text or OptionKind.Files)
            .Select(one => $"{one.Command.Name} {one.Option.Name}").Order()
            .ShouldBe(WrongUse.Read().Select(use => $"{use.Command} {use.Option}").Distinct().Order());
    }

    private static IEnumerable<(Command Command, CommandOption Option)> Options(TestBot bot) =>
        bot.Get<CommandCatalog>().Commands.SelectMany(command => command.Options.Select(option => (command, option)));

    private static Dictionary<string, string> Example(TestBot bot, Command command) => bot.Get<CommandGrammar>().Parse(command.Example).Arguments.ToDictionary();

    /// <summary>As the console's chat does it.</summary>
    private static async Task<ErrorReply> TypeAsync(TestBot bot, string line)
    {
        var dispatcher = bot.Get<CommandDispatcher>();
        Reply reply;
        try
        {
            var request = bot.Get<ConsoleRequests>().Parse(line, ConsoleRequests.NewConversation());
            reply = await dispatcher.DispatchAsync(request, new TestSink(), TestContext.Current.CancellationToken);
        }
        catch (UserFacingException wrong)
        {
            reply = dispatcher.ToReply(wrong);
        }

        var error = reply.ShouldBeOfType<ErrorReply>(line[..Math.Min(line.Length, 200)]);
        error.IsFailure.ShouldBeFalse($"{line}: {error.Message}");
        return error;
    }
}
