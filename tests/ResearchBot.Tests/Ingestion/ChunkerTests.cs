using ResearchBot.Core.Documents;
using ResearchBot.Core.Ingestion;

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
}
