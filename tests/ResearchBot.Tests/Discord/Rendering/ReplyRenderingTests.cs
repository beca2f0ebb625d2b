using System.Text;
using ResearchBot.Core.Commands;
using ResearchBot.Core.Documents;
using ResearchBot.Core.Ingestion;
using ResearchBot.Discord.Payloads;
using ResearchBot.Discord.Rendering;

namespace ResearchBot.Tests.Discord.Rendering;

public sealed class ReplyRenderingTests
{
    private static readonly RenderContext Public = new(IsPrivate: false);

    [Fact]
    public void A_narrow_table_stands_in_fixed_width_below_its_title() =>
        Text(new TableReply("Roles", ["who", "role"], [["ann", "admin"], ["bob`", "member"]]))
            .ShouldBe("**Roles**|```\nwho   role\nann   admin\nbobˋ  member\n```");

    [Fact]
    public void A_wide_table_has_one_line_for_each_row() =>
        Text(new TableReply("Audit", ["who", "what"], [["ann", new string('x', 80)]])).ShouldBe($"**Audit**\n- who ann · what {new string('x', 80)}");

    [Theory]
    [InlineData(5)]
    [InlineData(300)]
    public void A_long_table_is_cut_after_two_messages_and_attached_whole(int width)
    {
        var rows = Enumerable.Range(0, 2_000).Select(i => (IReadOnlyList<string>)[$"{i}", new string('x', width)]).ToArray();
        var rendered = DiscordRenderer.Render(new TableReply("Long", ["number", "text"], rows), Public);
        rendered.Count.ShouldBe(2);
        rendered[0].Files.ShouldBeEmpty();
        var file = rendered[1].Files.ShouldHaveSingleItem();
        file.Name.ShouldBe("table.txt");
        Encoding.UTF8.GetString(file.Bytes).Split('\n').Length.ShouldBe(2_001);
    }

    [Fact]
    public void A_short_document_is_quoted_and_a_long_one_attached()
    {
        Text(Document("One line.\n# Two")).ShouldEndWith("> One line.\n> \\# Two");
        var text = string.Join('\n', Enumerable.Repeat("A line of text.", 1_000));
        var file = DiscordRenderer.Render(Document(text), Public).Single().Files.ShouldHaveSingleItem();
        Encoding.UTF8.GetString(file.Bytes).ShouldBe(text);
    }

    [Fact]
    public void A_load_counts_and_names_what_is_to_be_looked_at()
    {
        var report = new IngestionReport(
            [new("a.md", FileStatus.Loaded, null, "d1", 1, 3), new("b.zip", FileStatus.Refused, "It is not a document.", null, null, null)], []);
        var text = Text(new LoadReply("documents", report));
        text.ShouldBe("1 loaded, 1 refused in the collection documents.\n- refused b\\.zip\\: It is not a document.");
    }

    [Theory]
    [InlineData(0, 0, "████████████████████ 0 of 0 files, 0 left")]
    [InlineData(10, 40, "█████░░░░░░░░░░░░░░░ 10 of 40 files, 30 left")]
    [InlineData(40, 40, "████████████████████ 40 of 40 files, 0 left")]
    public void Progress_shows_what_is_done_and_left(int done, int total, string bar)
    {
        var progress = new IngestionProgress(done, total, new FileResult("a.md", FileStatus.Loaded, null, "d1", 1, 3)) { Job = "l1" };
        Text(DiscordRenderer.Render(progress)).ShouldBe($"**Loading** {bar}\n-# loaded a\\.md \\(version 1, chunks 3\\)\n-# /loads cancel l1 stops it; what is loaded stays.");
    }

    [Fact]
    public void An_error_shows_its_id_small() => Text(new ErrorReply("e42", "The store is full.", IsFailure: true)).ShouldBe("The store is full.\n-# error e42");

    [Fact]
    public void The_welcome_says_what_it_is_who_steers_what_is_stored_and_what_to_do_first()
    {
        var text = Text(DiscordRenderer.Welcome());
        foreach (var part in new[] { "I answer questions from documents", "Who may steer", "What is stored", "First steps", "/forget me", "/load", "/ask" })
        {
            text.ShouldContain(part);
        }
    }

    private static DocumentReply Document(string text) => new(new DocumentVersion(
        new Document("d1", new CollectionId("w", "documents"), "a.md", 1, "A", null, new Dictionary<string, string>()), text, new DocumentStructure(text), []));

    private static string Text(Reply reply) => Text(DiscordRenderer.Render(reply, Public).ShouldHaveSingleItem());

    private static string Text(RenderedMessage message) => string.Join('|', message.Components[0].Components!.Select(one => one.Content));
}
