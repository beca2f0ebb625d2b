using ResearchBot.Core.Answering.Answers;
using ResearchBot.Core.Commands;
using ResearchBot.Discord.Payloads;
using ResearchBot.Discord.Rendering;
using ResearchBot.Tests.Discord.Rendering;
using ResearchBot.Tests.Slack.Rendering;

namespace ResearchBot.Tests.Platforms;

/// <summary>What stands in a reply on the console stands in it on Discord and Slack: compared by letters, digits and the check mark.</summary>
public sealed class ParityPartsTests
{
    public static TheoryData<string, AnswerReply> Answers()
    {
        var partial = Replies.Answer("It rose by 4.5% in 2022.", AnswerOutcome.Partial);
        return new()
        {
            { "answer with a conflict that was ruled on", Replies.Answered(Replies.Answer("It rose by 4.5% in 2022.")) },
            { "conflict that nobody ruled on", Replies.Answered(partial with { Conflicts = [new Conflict("the rise", [1, 2])] }) },
            { "refusal", Replies.Answered(Replies.Answer("profit", AnswerOutcome.NotFound)) },
            { "partial with a pin, in German", Replies.Answered(partial, Replies.Answer("pinned")) with { Language = "de" } },
            { "excerpt that was not checked", Replies.Answered(partial with { Citations = [Replies.Citation(1, "It fell.") with { Verified = false }] }) },
            { "nothing searched", Replies.Answered(Replies.Answer("x", AnswerOutcome.NotFound) with { Closest = [], Searched = new SearchedScope("w", [], 0, 0) }) },
        };
    }

    [Theory]
    [MemberData(nameof(Answers))]
    public void Statements_excerpts_sources_marks_and_conflicts_stand_on_both_in_the_same_order(string kind, AnswerReply reply)
    {
        var (discord, slack) = (OnDiscord(reply), OnSlack(reply));
        slack.ShouldBe(discord, kind);
        foreach (var answer in new[] { reply.Answer, reply.Pinned?.Answer }.OfType<Answer>())
        {
            foreach (var part in answer.Statements.Select(statement => statement.Text).Concat(answer.Citations.SelectMany(citation => new[] { citation.Excerpt, citation.Document.Title }))
                .Concat(AnswerText.Status(answer, AnswerWording.Of(reply.Language))).Concat(answer.Conflicts.Select(conflict => AnswerText.Line(conflict, answer, AnswerWording.Of(reply.Language)))))
            {
                slack.ShouldContain(Bare(part), Case.Sensitive, kind);
            }
        }
    }

    [Fact]
    public void Other_replies_and_errors_say_the_same_everywhere()
    {
        Reply[] replies =
        [
            new DoneReply("It is done."),
            new ErrorReply("e42", "The store is full.", IsFailure: true),
            new TableReply("Roles", ["who", "role"], [["ann", "admin"], ["bob", "member"]]),
            new WhyReply("r1", [new WhySection("Asked", ["first", "second"])]),
            .. Replies.Others("Some text.").Where(reply => reply is LoadReply or SearchReply or DocumentReply or DocumentListReply or DocumentRemovedReply),
        ];
        foreach (var reply in replies)
        {
            var (discord, slack) = (OnDiscord(reply), OnSlack(reply));
            foreach (var word in ReplyLines.Of(reply).SelectMany(line => line.Split(' ')).Select(Bare).Where(word => word.Length > 0))
            {
                slack.ShouldContain(word, Case.Sensitive, reply.GetType().Name);
                if (reply is not (TableReply or DocumentListReply)) // which Discord lays out in its own way
                {
                    discord.ShouldContain(word, Case.Sensitive, reply.GetType().Name);
                }
            }
        }
    }

    private static string OnDiscord(Reply reply) =>
        Bare(string.Concat(DiscordRenderer.Render(reply, new RenderContext(IsPrivate: true)).SelectMany(message => message.Components).SelectMany(All).Select(one => one.Content)));

    private static string OnSlack(Reply reply) => Bare(string.Concat(RenderedTeam.RendererOf(new CommandCatalog([])).Render(reply).SelectMany(ShownBlocks.Lines)));

    private static string Bare(string text) => string.Concat(text.Where(c => char.IsLetterOrDigit(c) || c == '✓'));

    private static IEnumerable<Component> All(Component component) => [component, .. (component.Components ?? []).SelectMany(All)];
}
