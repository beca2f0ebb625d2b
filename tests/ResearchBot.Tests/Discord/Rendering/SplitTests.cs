using FsCheck;
using FsCheck.Fluent;
using ResearchBot.Core.Answering.Answers;
using ResearchBot.Discord.Payloads;
using ResearchBot.Discord.Rendering;

namespace ResearchBot.Tests.Discord.Rendering;

public sealed class SplitTests
{
    private static readonly AnswerWording English = AnswerWording.Of("en");

    private static readonly Gen<Block> AnyBlock =
        from length in Gen.Frequency((4, Gen.Choose(1, 300)), (2, Gen.Choose(300, Block.Longest)), (1, Gen.Constant(Block.Longest)))
        from letter in Gen.Choose('a', 'z')
        from kind in Gen.Choose(0, 9)
        select kind switch
        {
            0 => new Block(new string((char)letter, Math.Min(length, 400))) { IsHeading = true },
            1 => new Block(new string((char)letter, length)) { File = OutgoingFile.OfText($"file-{length}.txt", "x") },
            < 6 => Block.Line(new string((char)letter, length)),
            _ => new Block(new string((char)letter, length)),
        };

    private static readonly Gen<Block[]> AnyBlocks = Gen.Choose(0, 60).SelectMany(count => AnyBlock.ListOf(count)).Select(blocks => blocks.ToArray());

    [Fact]
    public void Messages_hold_every_block_once_whole_and_in_order() => Properties.Holds(AnyBlocks, blocks =>
        MessageSplitter.Split(blocks).SelectMany(part => part).ShouldBe(blocks), 1_000);

    [Fact]
    public void Every_message_keeps_within_the_limits_and_its_texts_are_the_blocks() => Properties.Holds(AnyBlocks, blocks =>
    {
        var rendered = MessageComposer.Compose(blocks, Accent.Green, English, AnswerButtons.Of(Replies.Answered(Replies.Answer("x")), English));
        foreach (var message in rendered)
        {
            var all = message.Components.SelectMany(All).ToArray();
            all.Length.ShouldBeLessThanOrEqualTo(40);
            all.Sum(one => one.Content?.Length ?? 0).ShouldBeLessThan(3_900);
            message.Files.Count.ShouldBeLessThanOrEqualTo(10);
            message.Components.ShouldAllBe(one => one.Components!.Count > 0);
        }

        var texts = rendered.SelectMany(message => message.Components.SelectMany(All)).Select(one => one.Content).OfType<string>();
        string.Join('\n', texts.Where(text => !text.StartsWith("-# part ", StringComparison.Ordinal))).ShouldBe(string.Join('\n', blocks.Select(block => block.Text)));
    }, 1_000);

    [Fact]
    public void A_heading_goes_with_what_it_stands_above() => Properties.Holds(AnyBlocks, blocks =>
    {
        var parts = MessageSplitter.Split(blocks);
        parts.Zip(parts.Skip(1)).Count(pair => pair.First.Count > 1 && pair.First[^1].IsHeading && !pair.Second[0].IsHeading).ShouldBe(0);
    }, 1_000);

    [Fact]
    public void Parts_are_numbered_and_only_the_last_has_buttons()
    {
        var long3 = Enumerable.Range(0, 3).Select(_ => new Block(new string('x', Block.Longest)));
        var rendered = MessageComposer.Compose(long3, Accent.Grey, AnswerWording.Of("de"), AnswerButtons.Of(Replies.Answered(Replies.Answer("x")), English));
        rendered.Select(message => All(message.Components[0]).Last().Content).ShouldBe(["-# Teil 1/3", "-# Teil 2/3", "-# Teil 3/3"]);
        rendered.Select(message => message.Components.Count(one => one.Type == ComponentType.ActionRow)).ShouldBe([0, 0, 1]);
    }

    private static IEnumerable<Component> All(Component component) => [component, .. (component.Components ?? []).SelectMany(All)];
}
