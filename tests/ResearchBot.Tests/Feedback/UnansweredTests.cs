using ResearchBot.Core.Commands;
using ResearchBot.Terminal;
using static ResearchBot.Tests.Feedback.UnansweredQuestion;

namespace ResearchBot.Tests.Feedback;

public sealed class UnansweredTests
{
    private const string Secret = "Who leaves the quaggaboard in May?";

    [Fact]
    public async Task Repeats_are_merged_and_counted_most_asked_first()
    {
        await using var bot = await TestBot.StartAsync();
        var platform = new TestPlatform(bot);
        await AskAsync(platform, "ann", question: "Who paints the bridge?");
        await AskAsync(platform, "ann");
        await AskAsync(platform, "bob", question: "harbour of quaggatown... when BUILT?");
        await AskAsync(platform, "bob");

        var table = await TableAsync(platform, "/unanswered list");
        table.Rows.Select(row => (row[1], row[2], row[3], row[5], row[6])).ShouldBe(
            [(Asked, "3", "2", "here", "not found"), ("Who paints the bridge?", "1", "1", "here", "not found")]);
        (await TableAsync(platform, "/unanswered list --top 1")).Rows.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_channel_reads_only_what_was_asked_in_it_and_a_moderator_in_private_what_was_public()
    {
        await using var bot = await TestBot.StartAsync();
        var platform = new TestPlatform(bot);
        await AskAsync(platform, "ann", "closed", Secret);

        var open = await TableAsync(platform, "/unanswered list", "general");
        string.Join('\n', ReplyText.Lines(open)).ShouldNotContain("quaggaboard");
        open.Rows.ShouldHaveSingleItem()[1].ShouldBe("(asked elsewhere)");
        open.Rows[0][5].ShouldBe("other channels");
        open.Title.ShouldContain("private reply");
        (await TableAsync(platform, "/unanswered list", "closed")).Rows[0][1].ShouldBe(Secret);
        var alone = await TableAsync(platform, "/unanswered list", "general", isPrivate: true);
        (alone.Rows[0][1], alone.Rows[0][5]).ShouldBe((Secret, "closed"));
    }

    [Fact]
    public async Task What_was_asked_in_private_is_counted_and_shown_to_its_asker_alone()
    {
        await using var bot = await TestBot.StartAsync();
        var platform = new TestPlatform(bot);
        await AskAsync(platform, "ann", channel: null, question: Secret);
        await AskAsync(platform, "mo", "general", Asked, isPrivate: true);

        foreach (var (channel, isPrivate) in new[] { ("general", false), ("general", true), ((string?)null, true) })
        {
            var table = await TableAsync(platform, "/unanswered list", channel, isPrivate);
            table.Rows.Count.ShouldBe(2);
            string.Join('\n', ReplyText.Lines(table)).ShouldNotContain("quaggaboard");
            table.Rows.Count(row => row[1] == Asked).ShouldBe(isPrivate ? 1 : 0);
            table.Rows.ShouldAllBe(row => row[5] == "private");
        }

        await AskAsync(platform, "bob", "general", Secret);
        (await TableAsync(platform, "/unanswered list", "general")).Rows.Single(row => row[1] == Secret)[2].ShouldBe("2");
    }

    [Fact]
    public async Task Another_workspaces_questions_are_neither_seen_nor_dismissed()
    {
        await using var bot = await TestBot.StartAsync();
        var (here, there) = (new TestPlatform(bot), new TestPlatform(bot, "slack-2"));
        await AskAsync(here, "ann", question: Secret);
        (await TableAsync(there, "/unanswered list", isPrivate: true)).Rows.ShouldBeEmpty();
        (await TableAsync(there, "/stats", isPrivate: true)).Rows.ShouldBeEmpty();
        var id = (await TableAsync(here, "/unanswered list")).Rows.Single()[0];
        (await ModerateAsync(there, $"/unanswered dismiss {id}")).ShouldBeOfType<ErrorReply>();
        (await TableAsync(here, "/unanswered list")).Rows.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_dismissed_question_stays_off_the_list_until_it_is_put_back()
    {
        await using var bot = await TestBot.StartAsync();
        var platform = new TestPlatform(bot);
        await AskAsync(platform, "ann");
        var id = (await TableAsync(platform, "/unanswered list")).Rows.Single()[0];
        (await ModerateAsync(platform, $"/unanswered dismiss {id}")).ShouldBeOfType<DoneReply>().Message.ShouldContain($"dismiss {id} --undo");
        await AskAsync(platform, "bob");
        (await TableAsync(platform, "/unanswered list")).Rows.ShouldBeEmpty();
        await FillAsync(bot);
        await Late(bot, new()).RunOnceAsync(Cancellation);
        (await NoticesAsync(bot)).ShouldBeEmpty();

        await ModerateAsync(platform, $"/unanswered dismiss {id} --undo");
        (await TableAsync(platform, "/unanswered list")).Rows.Single()[2].ShouldBe("2");
    }

    [Fact]
    public async Task A_reason_that_was_given_in_private_is_read_by_moderators_alone()
    {
        await using var bot = await TestBot.StartAsync();
        var platform = new TestPlatform(bot);
        await FillAsync(bot);
        var receipt = await AskAsync(platform, "ann");
        await platform.TypeAsync("bob", $"/unhelpful --answer {receipt} --reason \"My boss says 1889.\"", isPrivate: true);
        (await TableAsync(platform, "/unanswered list")).Rows.Single()[6].ShouldBe("not helpful");
        (await TableAsync(platform, "/unanswered list", isPrivate: true)).Rows.Single()[6].ShouldBe("not helpful: My boss says 1889.");
    }
}
