using ResearchBot.Core.Commands;
using ResearchBot.Core.Moderation;
using ResearchBot.Terminal;

namespace ResearchBot.Tests.Moderation;

public sealed class SettingsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/settings set", "needs name")]
    [InlineData("/settings set mode", "needs value")]
    [InlineData("/settings set colour red", "There is no setting “colour”. There are: mode, collections, threads, private-answers, language, helpers, reports, quarantine.")]
    [InlineData("/settings set mode model", "mode cannot be “model”. It may be auto or extractive.")]
    [InlineData("/settings set threads yes", "threads cannot be “yes”. It may be on or off.")]
    [InlineData("/settings set language fr", "It may be auto or en or de.")]
    [InlineData("/settings set private-answers maybe", "It may be off or on.")]
    [InlineData("/settings set collections nothere", "There is no collection nothere that can be read here. “collections list” shows those that can: seeds.")]
    [InlineData("/settings set collections ,", "It may be names with commas between them, or all.")]
    [InlineData("/settings set collections \"All of them\"", "It may be names with commas between them, or all.")]
    [InlineData("/settings set helpers ann", "It may be an id with its platform, such as slack:C012.")]
    [InlineData("/settings set helpers \"slack:C0 12\"", "It may be an id with its platform")]
    [InlineData("/settings reset", "needs name")]
    [InlineData("/settings reset colour", "There is no setting “colour”")]
    [InlineData("/settings set mode auto now", "one argument too many")]
    public async Task What_cannot_be_chosen_is_refused_with_what_can(string line, string expected)
    {
        await using var bot = await TestBot.StartAsync(seeds: true);
        string message;
        try
        {
            message = (await new TestPlatform(bot).TypeAsync("mo", line, role: Role.Moderator)).ShouldBeOfType<ErrorReply>().Message;
        }
        catch (ResearchBot.Core.UserFacingException refused)
        {
            message = refused.Message;
        }

        message.ShouldContain(expected);
        (await bot.Get<ChosenSettings>().ReadAsync("discord-1", "general", Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_channels_choice_counts_before_the_workspaces_and_the_list_says_from_where()
    {
        await using var bot = await TestBot.StartAsync();
        (await SetAsync(bot, "threads off --everywhere", "c1")).ShouldBe("threads is off in this workspace now. “/settings reset threads --everywhere” takes that back.");
        (await SetAsync(bot, "THREADS ON", "c1")).ShouldBe("threads is on in this channel now. “/settings reset threads” takes that back.");
        (await RowAsync(bot, "threads", "c1")).ShouldBe("threads on channel");
        (await RowAsync(bot, "threads", "c2")).ShouldBe("threads off workspace");
        (await RowAsync(bot, "threads", null)).ShouldBe("threads off workspace");
        (await RowAsync(bot, "language", "c1")).ShouldBe("language auto default");
        (await SetAsync(bot, "threads off --everywhere", "c1")).ShouldContain("This channel keeps its own choice, on, until “/settings reset threads” here.");
        (await ModeratorAsync(bot, "/settings reset threads", "c1")).ShouldBe("threads is off in this channel now, chosen for the whole workspace. “/settings set threads VALUE” chooses again.");
        (await ModeratorAsync(bot, "/settings reset threads --everywhere", "c1")).ShouldContain("threads is on in this workspace now, as where nobody chose.");
        (await RowAsync(bot, "threads", "c1")).ShouldBe("threads on default");
    }

    [Fact]
    public async Task Where_there_is_no_channel_the_workspace_must_be_meant_and_on_the_console_it_is()
    {
        await using var bot = await TestBot.StartAsync();
        (await new TestPlatform(bot).TypeAsync("mo", "/settings set threads off", channel: null, Role.Moderator)).ShouldBeOfType<ErrorReply>()
            .Message.ShouldBe("There is no channel here. Add --everywhere to choose for the whole workspace, or type this in the channel that is meant.");
        (await SetAsync(bot, "threads off --everywhere", null)).ShouldContain("in this workspace");
        (await bot.RunAsync("settings set", new() { ["name"] = "threads", ["value"] = "off" })).ShouldBeOfType<DoneReply>().Message.ShouldContain("in this workspace");
        SettingCatalog.Threads.In(await bot.Get<ChosenSettings>().ReadAsync("default", "any", Cancellation)).ShouldBe("off");
    }

    [Fact]
    public async Task A_mode_without_a_model_says_that_answers_are_extractive()
    {
        await using var bot = await TestBot.StartAsync();
        (await SetAsync(bot, "mode auto", "c1")).ShouldContain("No model is configured, so answers are extractive.");
        (await RowAsync(bot, "mode", "c1")).ShouldBe("mode auto (no model is configured: extractive) channel");
        (await SetAsync(bot, "mode extractive", "c1")).ShouldNotContain("No model");
    }

    [Fact]
    public async Task Answers_are_private_where_a_moderator_chose_so_and_steering_is_not()
    {
        await using var bot = await TestBot.StartAsync();
        await SetAsync(bot, "private-answers on", "c1");
        (await IsPrivateAsync(bot, "ask", "discord-1", "c1")).ShouldBeTrue();
        (await IsPrivateAsync(bot, "search", "discord-1", "c1")).ShouldBeTrue();
        (await IsPrivateAsync(bot, "pause", "discord-1", "c1")).ShouldBeFalse();
        (await IsPrivateAsync(bot, "ask", "discord-1", "c2")).ShouldBeFalse();
        (await IsPrivateAsync(bot, "ask", "slack-2", "c1")).ShouldBeFalse();
        (await IsPrivateAsync(bot, "limits", "discord-1", "c2")).ShouldBeTrue();
    }

    [Fact]
    public async Task The_bots_words_are_in_the_questions_language_or_in_the_chosen_one()
    {
        await using var bot = await TestBot.StartAsync(seeds: true);
        const string german = "Was ist das Bruttoinlandsprodukt von Österreich und wie hoch ist es?";
        const string english = "What is the GDP of Iran?";
        (await DrawnAsync(bot, german, "c1")).ShouldContain("Die Dokumente beantworten das nicht.");
        (await DrawnAsync(bot, german, "c1")).ShouldContain("Nicht in den Dokumenten: ");
        (await DrawnAsync(bot, english, "c1")).ShouldContain("The documents do not answer this.");
        await SetAsync(bot, "language de", "c1");
        var drawn = await DrawnAsync(bot, english, "c1");
        drawn.ShouldContain("Die Dokumente beantworten das nicht.");
        drawn.ShouldContain("Durchsucht: 2 Dokumente (23 Abschnitte) in seeds · wörtlich · Sicherheit ");
        (await DrawnAsync(bot, "Who is Shay Khatiri?", "c1")).ShouldContain(" · ✓ geprüft");
        (await DrawnAsync(bot, english, "c2")).ShouldContain("The documents do not answer this.");
        await SetAsync(bot, "language en", "c2");
        (await DrawnAsync(bot, german, "c2")).ShouldContain("The documents do not answer this.");
    }

    private static Task<string> SetAsync(TestBot bot, string choice, string? channel) => ModeratorAsync(bot, $"/settings set {choice}", channel);

    private static async Task<string> ModeratorAsync(TestBot bot, string line, string? channel) =>
        (await new TestPlatform(bot).TypeAsync("mo", line, channel, Role.Moderator)).ShouldBeOfType<DoneReply>().Message;

    private static async Task<string> RowAsync(TestBot bot, string name, string? channel) => string.Join(
        ' ',
        (await new TestPlatform(bot).TypeAsync("mo", "/settings list", channel, Role.Moderator)).ShouldBeOfType<TableReply>().Rows.Single(row => row[0] == name).Take(3));

    private static async Task<string> DrawnAsync(TestBot bot, string question, string channel) =>
        string.Join('\n', ReplyText.Lines(await new TestPlatform(bot).TypeAsync("ann", question, channel)));

    private static Task<bool> IsPrivateAsync(TestBot bot, string command, string workspace, string channel) =>
        bot.Get<ReplyPrivacy>().IsPrivateAsync(bot.Get<CommandCatalog>().Find(command)!, workspace, channel, Cancellation);
}
