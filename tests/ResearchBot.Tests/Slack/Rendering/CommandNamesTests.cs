using ResearchBot.Core.Commands;
using ResearchBot.Slack.Rendering;
using ResearchBot.Tests.Discord.Rendering;

namespace ResearchBot.Tests.Slack.Rendering;

/// <summary>What the bot says of its commands can be typed in Slack as it stands there.</summary>
public sealed class CommandNamesTests
{
    [Theory]
    [InlineData("/unhelpful --answer 5f changes that.", "/research unhelpful --answer 5f changes that.")]
    [InlineData("Paused. /resume takes that back.", "Paused. /research resume takes that back.")]
    [InlineData("“/settings reset privacy” takes that back.", "“/research settings reset privacy” takes that back.")]
    [InlineData("Nobody ruled on it; /rule does.", "Nobody ruled on it; /research rule does.")]
    [InlineData("/research helpful x", "/research helpful x")]
    [InlineData("See /tmp/ask and a/ask and /asking and /ask/x.", "See /tmp/ask and a/ask and /asking and /ask/x.")]
    [InlineData("Whoever asks “is it /ask or “/help”?” sees it. /help tells.", "Whoever asks “is it /ask or “/help”?” sees it. /research help tells.")]
    public async Task A_command_is_named_with_the_apps_own_before_it_but_not_within_what_is_quoted(string said, string shown)
    {
        await using var bot = await TestBot.StartAsync();
        new CommandNames(bot.Get<CommandCatalog>()).In(said).ShouldBe(shown);
    }

    [Fact]
    public async Task Every_command_is_renamed_in_help_and_in_errors_and_no_slash_is_left()
    {
        await using var bot = await TestBot.StartAsync();
        var catalog = bot.Get<CommandCatalog>();
        var renderer = RenderedTeam.RendererOf(catalog);
        foreach (var command in catalog.Commands)
        {
            var help = Shown(renderer.Render(new HelpReply([command])));
            help.ShouldContain($"/research {command.Name}");
            help.ShouldContain($"Example: /research {command.Example}");
            Shown(renderer.Render(new ErrorReply("e", $"Example: /{command.Example}", IsFailure: false))).ShouldContain($"Example: /research {command.Example}");
        }

        var all = Shown(renderer.Render(new HelpReply(catalog.Commands)));
        catalog.Commands.ShouldAllBe(command => all.Contains($"/research {command.Name} ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_documents_and_people_say_of_commands_stays_word_for_word()
    {
        await using var bot = await TestBot.StartAsync();
        var renderer = RenderedTeam.RendererOf(bot.Get<CommandCatalog>());
        const string Words = "Type /help or /ask now.";
        foreach (var reply in Replies.Others(Words).Where(reply => reply is SearchReply or DocumentReply or DocumentListReply).Append(Replies.Answered(Replies.Answer(Words))))
        {
            Shown(renderer.Render(reply)).ShouldContain(Words);
            Shown(renderer.Render(reply)).ShouldNotContain("/research");
        }
    }

    private static string Shown(IEnumerable<SlackMessage> messages) =>
        string.Join('\n', messages.SelectMany(message => ShownBlocks.Lines(message).Concat(message.Files.Select(file => file.Text))));
}
