using ResearchBot.Core.Commands;
using ResearchBot.Core.Documents;
using ResearchBot.Core.Ingestion;
using ResearchBot.Slack.Rendering;
using ResearchBot.Tests.Discord.Rendering;

namespace ResearchBot.Tests.Slack.Rendering;

public sealed class ReplyRenderingTests
{
    private static readonly SlackRenderer Renderer = RenderedTeam.RendererOf(new CommandCatalog([]));

    [Fact]
    public void A_narrow_table_stands_in_fixed_width_below_its_title() =>
        Text(new TableReply("Roles", ["who", "role"], [["ann", "admin"], ["bob`", "member"]])).ShouldBe("Roles|who   role\nann   admin\nbob`  member");

    [Fact]
    public void A_wide_table_has_one_line_for_each_row() =>
        Text(new TableReply("Audit", ["who", "what"], [["ann", new string('x', 100)]])).ShouldBe($"Audit|- who ann · what {new string('x', 100)}");

    [Theory]
    [InlineData(5)]
    [InlineData(300)]
    public void A_long_table_is_cut_after_two_messages_and_attached_whole(int width)
    {
        var rows = Enumerable.Range(0, 2_000).Select(i => (IReadOnlyList<string>)[$"{i}", new string('x', width)]).ToArray();
        var rendered = Renderer.Render(new TableReply("Long", ["number", "text"], rows));
        rendered.Count.ShouldBe(2);
        rendered[0].Files.ShouldBeEmpty();
        var file = rendered[1].Files.ShouldHaveSingleItem();
        ShownBlocks.Lines(rendered[1]).ShouldContain("Not all of it is shown here; list.txt has the whole.");
        file.Text.Split('\n').Length.ShouldBe(2_001);
    }

    [Fact]
    public void A_short_document_is_quoted_with_its_lines_and_a_long_one_attached()
    {
        Text(Document("One line.\n# Two")).ShouldBe("A|d1 · documents/a.md · version 1|> One line.|> # Two");
        Text(Document("\u200B")).ShouldEndWith("|It holds no text."); // and an empty file cannot be uploaded
        var text = string.Join('\n', Enumerable.Repeat("A line of text.", 1_000));
        Renderer.Render(Document(text)).Single().Files.ShouldHaveSingleItem().ShouldBe(new TextFile("document.txt", text));
    }

    [Fact]
    public void A_load_counts_and_names_what_is_to_be_looked_at()
    {
        var report = new IngestionReport(
            [new("a.md", FileStatus.Loaded, null, "d1", 1, 3), new("b.zip", FileStatus.Refused, "It is not a document.", null, null, null)], []);
        Text(new LoadReply("documents", report)).ShouldBe("1 loaded, 1 refused in the collection documents.|- refused b.zip: It is not a document.");
    }

    [Fact]
    public void Passages_that_were_searched_stand_above_their_sources()
    {
        var lines = ShownBlocks.Lines(Renderer.Render(new SearchReply([new SearchHit(Replies.Cited("Report"), new Place(1, "Part", 2), "It rose.", 0.9)])).Single());
        lines[0].ShouldBe("> 1. “It rose.”");
        lines[1].ShouldStartWith("Report · ");
        lines[1].ShouldEndWith(" · score 0.90");
        Text(new SearchReply([])).ShouldBe("Nothing matches.");
    }

    [Theory]
    [InlineData(0, 0, "████████████████████ 0 of 0 files, 0 left")]
    [InlineData(10, 40, "█████░░░░░░░░░░░░░░░ 10 of 40 files, 30 left")]
    [InlineData(40, 40, "████████████████████ 40 of 40 files, 0 left")]
    public void Progress_shows_what_is_done_and_left_and_has_a_button_that_ends_the_load(int done, int total, string bar)
    {
        var message = SlackRenderer.Render(new IngestionProgress(done, total, new FileResult("a.md", FileStatus.Loaded, null, "d1", 1, 3)) { Job = "l1" });
        ShownBlocks.Lines(message).ShouldBe([$"Loading {bar}", "loaded a.md (version 1, chunks 3)"]);
        var button = ShownBlocks.Buttons(message.Blocks).ShouldHaveSingleItem();
        (button["action_id"]!.ToString(), button["value"]!.ToString()).ShouldBe(("loads-cancel", "l1"));
    }

    [Fact]
    public void An_error_shows_its_id_small() => Text(new ErrorReply("e42", "The store is full.", IsFailure: true)).ShouldBe("The store is full.|error e42");

    [Fact]
    public void Why_and_done_are_lines()
    {
        Text(new WhyReply("r1", [new WhySection("Asked", ["a", "b"])])).ShouldBe("How answer r1 was made:|- Asked a|- b");
        Text(new DoneReply("Saved.")).ShouldBe("Saved.");
    }

    [Fact]
    public void The_welcome_says_what_it_is_who_steers_what_is_stored_and_what_to_do_first()
    {
        var text = string.Join('|', ShownBlocks.Lines(SlackRenderer.Welcome()));
        foreach (var part in new[] { "I answer questions from documents", "Who may steer", "What is stored", "First steps", "/research forget me", "“load”", "/research help" })
        {
            text.ShouldContain(part);
        }
    }

    private static DocumentReply Document(string text) => new(new DocumentVersion(
        new Document("d1", new CollectionId("w", "documents"), "a.md", 1, "A", null, new Dictionary<string, string>()), text, new DocumentStructure(text), []));

    private static string Text(Reply reply) => string.Join('|', ShownBlocks.Lines(Renderer.Render(reply).ShouldHaveSingleItem()));
}
