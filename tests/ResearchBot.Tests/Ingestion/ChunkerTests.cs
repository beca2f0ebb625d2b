using ResearchBot.Core.Documents;
using ResearchBot.Core.Ingestion;
using ResearchBot.Core.Text;

namespace ResearchBot.Tests.Ingestion;

public sealed class ChunkerTests
{
    [Fact]
    public void Chunks_follow_one_another_and_hold_all_that_can_be_seen() =>
        Properties.Holds(RandomText.Any, text =>
        {
            var end = 0;
            foreach (var chunk in Chunker.Split(text, new DocumentStructure(text)))
            {
                text.AsSpan(end, chunk.Start - end).IsWhiteSpace().ShouldBeTrue();
                chunk.Length.ShouldBeInRange(1, 1_401);
                end = chunk.Start + chunk.Length;
            }

            text.AsSpan(end).IsWhiteSpace().ShouldBeTrue();
        });

    [Fact]
    public void A_chunk_keeps_to_its_section_and_knows_its_line()
    {
        var body = string.Concat(Enumerable.Repeat("A sentence of the section stands here. ", 8)).TrimEnd();
        var text = $"# One\n{body}\n# Two\n{body}\n";
        var second = text.IndexOf("# Two", StringComparison.Ordinal);
        var structure = new DocumentStructure(
            text,
            [
                new(BlockKind.Heading, 0, 5) { Level = 1, Label = "One" },
                new(BlockKind.Paragraph, 6, body.Length),
                new(BlockKind.Heading, second, 5) { Level = 1, Label = "Two" },
                new(BlockKind.Paragraph, second + 6, body.Length),
            ],
            [new(0) { Line = 4 }]);

        var chunks = Chunker.Split(text, structure);

        chunks.Count.ShouldBe(2);
        chunks[0].Place.ShouldBe(new Place(null, "One", 4));
        chunks[1].Start.ShouldBe(second);
        chunks[1].Place.ShouldBe(new Place(null, "Two", 6));
    }

    [Fact]
    public void Chunks_aim_at_eight_hundred_characters()
    {
        var text = string.Concat(Enumerable.Repeat("This is one of very many sentences of about the same length. ", 500));
        var chunks = Chunker.Split(text, new DocumentStructure(text));
        chunks.SkipLast(1).ShouldAllBe(chunk => chunk.Length > 600 && chunk.Length <= Chunker.Target);
    }

    [Fact]
    public void A_heading_begins_a_chunk_with_what_follows_it()
    {
        var document = new BlockText().Add(BlockKind.Paragraph, Long('a')).Heading("Two").Add(BlockKind.Paragraph, Long('b'));

        document.Chunks().ShouldBe([Long('a'), "Two\n" + Long('b')]);
    }

    [Fact]
    public void A_list_stays_with_its_lead_in()
    {
        var document = new BlockText().Add(BlockKind.Paragraph, new string('a', 700) + ".").Add(BlockKind.Paragraph, "You need:");
        document.Add(BlockKind.Item, new string('b', 300), under: 1).Add(BlockKind.Item, "c", under: 1);

        document.Chunks()[1].ShouldBe("You need:\n" + new string('b', 300) + "\nc");
    }

    [Fact]
    public void A_row_is_never_cut_and_brings_its_header()
    {
        var document = new BlockText().Add(BlockKind.Header, "name\tphone");
        for (var i = 0; i < 40; i++)
        {
            document.Add(BlockKind.Row, $"person {i} of the team\t+44 20 {i:0000}", under: 0);
        }

        var chunks = document.Chunks();

        chunks.Count.ShouldBeGreaterThan(1);
        string.Join('\n', chunks).ShouldBe(document.Text);
        document.Split().Skip(1).ShouldAllBe(chunk => chunk.Context == new TextRange(0, 10));
    }

    [Fact]
    public void Code_and_items_that_are_not_too_long_stay_whole()
    {
        var code = string.Join('\n', Enumerable.Repeat("run. Then stop. And again. ", 60)).TrimEnd();
        var document = new BlockText().Add(BlockKind.Paragraph, Long('a')).Add(BlockKind.Code, code).Add(BlockKind.Item, Long('b'));

        document.Chunks().ShouldContain(code);
    }

    [Fact]
    public void What_is_hidden_is_in_no_chunk()
    {
        var document = new BlockText().Add(BlockKind.Paragraph, "Seen.").Add(BlockKind.Paragraph, "Not seen.", hidden: true).Add(BlockKind.Paragraph, "Seen too.");

        document.Chunks().ShouldBe(["Seen.", "Seen too."]);
    }

    private static string Long(char letter) => new string(letter, 499) + ".";

    /// <summary>A text made of blocks, one per line.</summary>
    private sealed class BlockText
    {
        private readonly List<Block> _blocks = [];

        public string Text { get; private set; } = "";

        public BlockText Heading(string text) => Add(BlockKind.Heading, text);

        public BlockText Add(BlockKind kind, string text, int? under = null, bool hidden = false)
        {
            Text += _blocks.Count == 0 ? "" : "\n";
            _blocks.Add(new Block(kind, Text.Length, text.Length) { Level = kind == BlockKind.Heading ? 1 : 0, Under = under, Hidden = hidden });
            Text += text;
            return this;
        }

        public IReadOnlyList<Chunk> Split() => Chunker.Split(Text, new DocumentStructure(Text, _blocks));

        public IReadOnlyList<string> Chunks() => [.. Split().Select(chunk => Text.Substring(chunk.Start, chunk.Length))];
    }
}
