using FsCheck;
using FsCheck.Fluent;
using ResearchBot.Core.Answering.Answers;
using ResearchBot.Core.Commands;
using ResearchBot.Core.Documents;
using ResearchBot.Core.Moderation;
using ResearchBot.Terminal;

namespace ResearchBot.Tests.Moderation;

public sealed class ChosenCollectionsTests
{
    private static readonly string[] Names = ["alpha", "beta", "gamma", "delta", "seeds", "ghost"];
    private static readonly string[] Roles = ["discord:r0", "discord:r1"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_channels_collections_are_searched_there_and_the_others_elsewhere()
    {
        await using var bot = await TestBot.StartAsync();
        var platform = new TestPlatform(bot);
        await FillAsync(bot, platform, "alpha");
        await FillAsync(bot, platform, "beta");
        (await platform.TypeAsync("mo", "/settings set collections alpha", "discord:c1", Role.Moderator)).ShouldBeOfType<DoneReply>();

        (await FoundAsync(platform, "discord:c1")).ShouldBe(["alpha.txt"]);
        (await FoundAsync(platform, "discord:c2")).ShouldBe(["alpha.txt", "beta.txt"]);
        var answer = (await platform.TypeAsync("ann", "Where does the quagga sleep?", "discord:c1")).ShouldBeOfType<AnswerReply>().Answer;
        answer.Searched.Collections.ShouldBe(["alpha"]);
        answer.Citations.ShouldAllBe(citation => citation.Document.Source == "alpha.txt");

        (await platform.TypeAsync("mo", "/settings set collections \"beta, alpha\" --everywhere", "discord:c2", Role.Moderator)).ShouldBeOfType<DoneReply>();
        (await FoundAsync(platform, "discord:c1")).ShouldBe(["alpha.txt"]);
        (await FoundAsync(platform, "discord:c2")).ShouldBe(["alpha.txt", "beta.txt"]);
        (await platform.TypeAsync("mo", "/settings reset collections", "discord:c1", Role.Moderator)).ShouldBeOfType<DoneReply>();
        (await FoundAsync(platform, "discord:c1")).ShouldBe(["alpha.txt", "beta.txt"]);
    }

    [Fact]
    public async Task A_chosen_collection_that_is_gone_is_named_below_the_answer_and_one_that_may_not_be_read_is_not()
    {
        await using var bot = await TestBot.StartAsync();
        var platform = new TestPlatform(bot);
        await FillAsync(bot, platform, "alpha");
        await FillAsync(bot, platform, "beta");
        (await platform.TypeAsync("boss", "/collections rights beta --channel discord:c9", role: Role.Admin)).ShouldBeOfType<TableReply>();
        await bot.Get<ChosenSettings>().ChooseAsync("discord-1", "discord:c1", "collections", "alpha,beta,ghost", "mo", Cancellation);
        var reply = (await platform.TypeAsync("ann", "Where does the quagga sleep?", "discord:c1")).ShouldBeOfType<AnswerReply>();
        reply.Answer.Searched.Gone.ShouldBe(["ghost"]);
        var drawn = string.Join('\n', ReplyText.Lines(reply));
        drawn.ShouldContain("Searched 1 document (1 chunk) in alpha · no longer there: ghost · ");
        drawn.ShouldNotContain("beta");

        await bot.Get<ChosenSettings>().ChooseAsync("discord-1", "discord:c1", "collections", "beta", "mo", Cancellation);
        drawn = string.Join('\n', ReplyText.Lines(await platform.TypeAsync("ann", "Where does the quagga sleep?", "discord:c1")));
        drawn.ShouldContain("Searched nothing: none of the collections that a moderator chose can be read here");
        drawn.ShouldNotContain("beta");
        (await platform.TypeAsync("mo", "/settings set collections beta", "discord:c1", Role.Moderator)).ShouldBeOfType<ErrorReply>()
            .Message.ShouldStartWith("There is no collection beta that can be read here.");
    }

    [Fact]
    public async Task A_choice_never_widens_what_an_audience_may_read()
    {
        await using var bot = await TestBot.StartAsync();
        var platform = new TestPlatform(bot);
        var other = new TestPlatform(bot, "slack-2");
        foreach (var name in Names[..4])
        {
            (await platform.TypeAsync("boss", $"/collections create {name}", role: Role.Admin)).ShouldBeOfType<DoneReply>();
        }

        (await other.TypeAsync("boss", "/collections create ghost", role: Role.Admin)).ShouldBeOfType<DoneReply>();
        await platform.TypeAsync("boss", "/collections rights beta --channel discord:c1", role: Role.Admin);
        await platform.TypeAsync("boss", "/collections rights gamma --role discord:r0", role: Role.Admin);
        await platform.TypeAsync("boss", "/collections rights delta --channel discord:c2 --role discord:r1", role: Role.Admin);
        var rights = bot.Get<CollectionRights>();
        var (all, narrowed) = (0, 0);
        Properties.HoldsAsync(Gen.Choose(0, (1 << 12) - 1), async bits =>
        {
            var chosen = string.Join(',', Names.Where((_, i) => (bits >> i & 1) == 1));
            var channel = new[] { "discord:c1", "discord:c2", "discord:c3", null }[bits >> 6 & 3];
            var everywhere = (bits >> 8 & 1) == 1;
            await bot.Get<ChosenSettings>().ChooseAsync(
                "discord-1", everywhere ? null : channel, SettingCatalog.Collections.Name, chosen.Length == 0 ? null : chosen, "mo", Cancellation);
            var audience = new Audience(
                "discord-1", channel, (bits >> 9 & 1) == 1 ? "ann" : null, (bits >> 9 & 1) == 1 ? [.. Roles.Where((_, i) => (bits >> (10 + i) & 1) == 1)] : []);
            var readable = (await rights.ReadableAsync(audience, Cancellation)).Collections;
            var rules = await bot.Get<EffectiveSettingsReader>().ForAsync(audience, "Where?", Cancellation);
            rules.Scope.Collections.ShouldBeSubsetOf(readable);
            all += readable.Count;
            narrowed += rules.Scope.Collections.Count;
        });
        narrowed.ShouldBeInRange(1, all - 1);
    }

    private static async Task FillAsync(TestBot bot, TestPlatform platform, string collection)
    {
        (await platform.TypeAsync("boss", $"/collections create {collection}", role: Role.Admin)).ShouldBeOfType<DoneReply>();
        await CollectionsTests.SaveAsync(bot, "discord-1", collection, $"{collection}.txt", "The quagga sleeps in the barn.");
    }

    private static async Task<IEnumerable<string>> FoundAsync(TestPlatform platform, string channel) =>
        (await platform.TypeAsync("ann", "/search quagga", channel)).ShouldBeOfType<SearchReply>().Results.Select(hit => hit.Document.Source).Order();
}
