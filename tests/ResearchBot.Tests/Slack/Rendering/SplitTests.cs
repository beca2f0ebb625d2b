using FsCheck;
using FsCheck.Fluent;
using ResearchBot.Core.Answering.Answers;
using ResearchBot.Core.Commands;
using ResearchBot.Slack.Rendering;
using ResearchBot.Tests.Discord.Rendering;

namespace ResearchBot.Tests.Slack.Rendering;

public sealed class SplitTests
{
    private const int MostBlocks = 50;
    private const int MostCharacters = 12_000 + 200; // of which 200 for “part 1/3” and the buttons' labels; Slack takes about 13,200

    private static readonly SlackRenderer Renderer = RenderedTeam.RendererOf(new CommandCatalog([]));

    private static readonly Gen<AnswerReply> AnyAnswer =
        from count in Gen.Choose(0, 30)
        from lengths in Gen.Frequency((4, Gen.Choose(1, 400)), (2, Gen.Choose(400, 9_000)), (1, Gen.Choose(9_000, 12_000))).ListOf(count)
        select Replies.Answered(Replies.Answer("x") with
        {
            Citations = [.. lengths.Select((length, i) => Replies.Citation(i + 1, new string((char)('a' + (i % 26)), length)))],
            Statements = [.. lengths.Select((length, i) => new Statement(new string((char)('a' + (i % 26)), length), [i + 1]))],
        });

    [Fact]
    public void Every_message_of_a_long_answer_keeps_within_the_limits() => Properties.Holds(AnyAnswer, reply =>
    {
        foreach (var message in Renderer.Render(reply))
        {
            message.Blocks.Count.ShouldBeLessThanOrEqualTo(MostBlocks);
            Kit.LengthOf(message.Blocks).ShouldBeLessThanOrEqualTo(MostCharacters);
            message.Text.Length.ShouldBeInRange(1, 3_000);
        }
    });

    [Fact]
    public void Every_excerpt_stands_once_and_the_source_right_below_the_last() => Properties.Holds(AnyAnswer, reply =>
    {
        var lines = Renderer.Render(reply).SelectMany(ShownBlocks.Lines).ToArray();
        foreach (var citation in reply.Answer.Citations)
        {
            var start = reply.Answer.Citations.Count == 1 ? "> " : $"> [{citation.Number}] ";
            lines.Count(line => line.StartsWith(start, StringComparison.Ordinal)).ShouldBe(1);
        }

        var last = Array.FindLastIndex(lines, line => line.StartsWith("> ", StringComparison.Ordinal));
        (last < 0 || lines[last + 1].StartsWith("Report · ", StringComparison.Ordinal)).ShouldBeTrue();
    });

    [Fact]
    public void Parts_are_numbered_and_only_the_last_has_buttons()
    {
        var answer = Replies.Answer("x") with { Citations = [.. Enumerable.Range(1, 3).Select(number => Replies.Citation(number, new string('x', 8_000)))] };
        var rendered = Renderer.Render(Replies.Answered(answer) with { Language = "de" });
        rendered.Select(message => ShownBlocks.Lines(message)[^1]).ShouldBe(["Teil 1/3", "Teil 2/3", "Teil 3/3"]);
        rendered.Select(message => ShownBlocks.Buttons(message.Blocks).Count()).ShouldBe([0, 0, 2]);
    }
}
