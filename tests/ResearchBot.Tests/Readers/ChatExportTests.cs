using System.Text;
using ResearchBot.Readers;
using ResearchBot.Readers.Exports;
using Shouldly;
using Xunit;

namespace ResearchBot.Tests.Readers;

public sealed class ChatExportTests
{
    private const string Discord = """
        {"guild":{"name":"Team"},"channel":{"id":"9","name":"deploys","topic":"All about deploys"},"messages":[
          {"id":"1","type":"Default","timestamp":"2024-05-03T14:05:10.5+00:00","content":"When do the **keys** change, <@77>?","author":{"name":"ada","nickname":"Ada"},"mentions":[{"id":"77","name":"bob","nickname":"Bob"}],"attachments":[],"embeds":[]},
          {"id":"2","type":"ChannelPinnedMessage","timestamp":"2024-05-03T14:06:00+00:00","content":"Pinned a message.","author":{"name":"ada"}},
          {"id":"3","type":"Default","timestamp":"2024-05-03T14:07:00+00:00","content":"Lunch?","author":{"name":"carol"}},
          {"id":"4","type":"Reply","timestamp":"2024-05-04T09:00:00+00:00","content":"On Friday:\n```sh\nrotate --all\n```","author":{"name":"bob","nickname":"Bob"},"reference":{"messageId":"1"},"attachments":[{"fileName":"plan.pdf","url":"https://example.org/plan.pdf"}]},
          {"id":"5","type":"Default","timestamp":"2024-05-04T10:00:00+00:00","content":"Thanks","author":{"name":"ada","nickname":"Ada"}}
        ]}
        """;

    [Fact]
    public void A_discord_channel_is_a_conversation_with_answers_under_what_they_answer()
    {
        var document = Files.Read("Team - deploys [9].json", Discord);

        document.Title.ShouldBe("#deploys");
        document.About["author"].ShouldBe("Ada, carol, Bob");
        document.About["modified"].ShouldBe("2024-05-04");
        document.Text.ShouldBe("#deploys\n\nAll about deploys\n\n2024-05-03\n\nAda: When do the keys change, @Bob?\n\n↳ Bob: On Friday:\n\nrotate --all\n\nplan.pdf\n\ncarol: Lunch?\n\n2024-05-04\n\nAda: Thanks");
        var question = document.Blocks.ToList().FindIndex(block => document.TextOf(block).StartsWith("Ada: When", StringComparison.Ordinal));
        document.Blocks[question + 1].Under.ShouldBe(question);
        document.Blocks[question + 2].Under.ShouldBe(question + 1);
        document.Links.ShouldHaveSingleItem().Target.ShouldBe("https://example.org/plan.pdf");
    }

    [Theory]
    [InlineData("Ada: When", "2024-05-03 14:05 UTC")]
    [InlineData("Bob: On", "2024-05-04 09:00 UTC")]
    [InlineData("rotate", "2024-05-04 09:00 UTC")]
    [InlineData("carol", "2024-05-03 14:07 UTC")]
    public void Each_message_has_its_time(string words, string time) => Files.Read("a.json", Discord).MarkOf(words).Time.ShouldBe(time);

    [Fact]
    public void A_slack_channel_is_put_together_from_its_days_with_names_for_ids()
    {
        using var archive = Archive.Open(Export());

        archive.Items.Select(item => item.Path).ShouldBe(["general.slack"]);
        archive.Remarks.ShouldBe(["1 private channels and direct messages of the export were left out."]);
        var document = Files.Read("general.slack", archive.Extract("general.slack", 1_000_000));
        document.Text.ShouldBe("#general\n\nFor all\n\n2024-05-03\n\nAda: Keys of @bob & all: docs, see #help @here\n\n↳ bob: done\n\n2024-05-04\n\nbob: next");
        document.Links.ShouldHaveSingleItem().Target.ShouldBe("https://example.org/x");
        document.MarkOf("done").Time.ShouldBe("2024-05-04 10:00 UTC");
        document.Remarks.ShouldBe(["The messages of these days are damaged and were not read: 2024-05-05."]);
    }

    [Fact]
    public void Markup_of_messages_is_not_shown()
    {
        var messages = "*bold* _slanted_ ~struck~ `code` 2*3*4 snake_case_name **strong** __under__ ||hidden||\\n> quoted\\n# big";

        Files.Read("a.json", "{\"guild\":{},\"channel\":{\"name\":\"c\"},\"messages\":[{\"id\":\"1\",\"timestamp\":\"2024-05-03T14:05:00+00:00\",\"content\":\"" + messages + "\",\"author\":{\"name\":\"a\"}}]}")
            .Text.ShouldEndWith("a: bold slanted struck code 2*3*4 snake_case_name strong under hidden\nquoted\nbig");
    }

    internal static FileToRead Export() => new("export.zip", FileTypeTests.Zip(
        ("users.json", """[{"id":"U1","name":"ada","profile":{"display_name":"Ada","real_name":"Ada Example"}},{"id":"U2","name":"bob","profile":{"display_name":""}}]"""),
        ("channels.json", """[{"id":"C1","name":"general","purpose":{"value":"For all"}}]"""),
        ("dms.json", """[{"id":"D1","members":["U1","U2"]}]"""),
        ("general/2024-05-04.json", """[{"type":"message","user":"U2","text":"done","ts":"1714816800.000200","thread_ts":"1714744800.000100"},{"type":"message","user":"U2","text":"next","ts":"1714820400.000200"},{"type":"message","subtype":"channel_join","user":"U2","text":"joined","ts":"1714820500.000200"}]"""),
        ("general/2024-05-03.json", """[{"type":"message","user":"U1","text":"*Keys* of <@U2> &amp; all: <https://example.org/x|docs>, see <#C2|help> <!here>","ts":"1714744800.000100","thread_ts":"1714744800.000100"}]"""),
        ("general/2024-05-05.json", "[{"),
        ("D1/2024-05-03.json", """[{"type":"message","user":"U1","text":"secret","ts":"1714744800.000100"}]""")), new ReadingLimits(Files.Limit));
}
