using ResearchBot.Core;
using ResearchBot.Core.Commands;

namespace ResearchBot.Tests.Commands;

public sealed class CommandGrammarTests
{
    [Fact]
    public async Task Commands_are_read_with_their_arguments_options_and_paths()
    {
        await using var bot = await TestBot.StartAsync();
        var grammar = bot.Get<CommandGrammar>();

        grammar.Parse("ask who -- wrote \"this\" --json?").Arguments["question"].ShouldBe("who -- wrote \"this\" --json?");
        var search = grammar.Parse("search flights to Caracas --top 3");
        search.Arguments["query"].ShouldBe("flights to Caracas");
        search.Arguments["top"].ShouldBe("3");
        var load = grammar.Parse("load \"my reports\" b.txt --collection team --prune");
        load.Paths.ShouldBe(["my reports", "b.txt"]);
        load.Arguments["collection"].ShouldBe("team");
        load.Arguments.Keys.ShouldContain("prune");
        grammar.Parse("documents show abc --version 2").Command.Name.ShouldBe("documents show");
    }

    [Theory]
    [InlineData("nonsense", "/help")]
    [InlineData("documents", "list, show, remove")]
    [InlineData("documents show a b", "one argument too many")]
    [InlineData("search x --bottom 3", "no option --bottom")]
    [InlineData("search x --top", "needs a value")]
    [InlineData("helpme", "/help")]
    public async Task A_wrong_line_is_told_what_is_right(string line, string told)
    {
        await using var bot = await TestBot.StartAsync();
        Should.Throw<UserFacingException>(() => bot.Get<CommandGrammar>().Parse(line)).Message.ShouldContain(told);
    }
}
