using System.Text;
using FsCheck.Fluent;
using ResearchBot.Core.Answering.Answers;
using ResearchBot.Core.Ingestion;
using ResearchBot.Core.Notices;
using ResearchBot.Core.Text;
using ResearchBot.Discord.Rendering;
using ResearchBot.FakeDiscord.Messages;

namespace ResearchBot.Tests.Discord.Rendering;

public sealed partial class HostileStringTests
{
    private const int Bar = 5_000;
    private const int PerRoom = 250;

    [Fact]
    public async Task Hostile_strings_ping_nobody_preview_nothing_break_no_limit_and_are_shown_as_they_are()
    {
        string[] all = [.. HostileText.Listed, .. HostileText.Any.Sample(TestScale.Of(Bar) - HostileText.Listed.Length, 30)];
        all.Length.ShouldBe(TestScale.Of(Bar));
        foreach (var texts in all.Chunk(PerRoom))
        {
            await using var room = await RenderedGuild.OpenAsync();
            foreach (var (i, text) in texts.Index())
            {
                ShouldQuote(await room.PostAsync(DiscordRenderer.Render(Replies.Answered(Replies.Answer(text)), new RenderContext(false))), text);
                await room.PostAsync(Another(text, i));
            }

            room.ShouldBeHarmless();
        }
    }

    [Fact]
    public async Task Every_listed_string_is_harmless_in_every_kind_of_reply()
    {
        await using var room = await RenderedGuild.OpenAsync();
        foreach (var text in HostileText.Listed)
        {
            foreach (var kind in Enumerable.Range(0, 13))
            {
                await room.PostAsync(Another(text, kind));
            }
        }

        room.ShouldBeHarmless();
    }

    [Fact]
    public void What_is_escaped_is_shown_as_it_was() => Properties.Holds(
        HostileText.Any, text => ShownText.Of(DiscordMarkdown.Escape(text)).ShouldBe(OutgoingText.CleanLine(text)), 2_000);

    private static IReadOnlyList<RenderedMessage> Another(string text, int number)
    {
        var others = Replies.Others(text);
        var context = new RenderContext(false);
        return (number % (others.Count + 4)) switch
        {
            0 => DiscordRenderer.Render(Replies.Answered(Replies.Answer(text, AnswerOutcome.NotFound)), context),
            1 => DiscordRenderer.Render(Replies.Answered(Replies.Answer(text, AnswerOutcome.Partial), Replies.Answer(text)) with { Language = "de" }, context),
            2 => [DiscordRenderer.Render(new IngestionProgress(3, 40, new FileResult(text, FileStatus.Failed, text, null, null, null)) { Job = "l1" })],
            3 => DiscordRenderer.Render(
                new Notice("n1", "w", new ReplyAddress("discord", "1"), NoticeKind.Post, text, Replies.Receipt), Replies.Answered(Replies.Answer(text))),
            var other => DiscordRenderer.Render(others[other - 4], context),
        };
    }

    /// <summary>Both quotes stand in the messages word for word, or in the files that the messages name.</summary>
    private static void ShouldQuote(IReadOnlyList<StoredMessage> posted, string excerpt)
    {
        var quotes = posted.SelectMany(RenderedGuild.Texts).Where(text => text.StartsWith("> ", StringComparison.Ordinal)).ToArray();
        quotes.Length.ShouldBe(2);
        foreach (var (i, quote) in quotes.Index())
        {
            var lines = quote.Split('\n');
            lines.Length.ShouldBeLessThanOrEqualTo(i + 1); // the source stands below the last
            var start = $"> **[{i + 1}]** ";
            lines[0].ShouldStartWith(start);
            var shown = ShownText.Of(Bold().Replace(lines[0][start.Length..], "$1"));
            var files = posted.SelectMany(message => message.Attachments).Where(file => file.Name == $"quote-{i + 1}.txt").ToArray();
            if (files.Length == 0)
            {
                shown.ShouldBe(OutgoingText.CleanLine(OutgoingText.Cells(excerpt.Trim())) is { Length: > 0 } line ? line : "…");
            }
            else
            {
                shown.ShouldContain(files.Single().Name);
                Encoding.UTF8.GetString(files.Single().Bytes).ShouldBe(OutgoingText.Clean(OutgoingText.Cells(excerpt)));
            }
        }
    }

    [System.Text.RegularExpressions.GeneratedRegex(@"^\*\*(.*)\*\*$")]
    private static partial System.Text.RegularExpressions.Regex Bold();
}
