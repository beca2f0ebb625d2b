using System.Text;
using FsCheck.Fluent;
using ResearchBot.Core.Answering.Answers;
using ResearchBot.Core.Commands;
using ResearchBot.Core.Ingestion;
using ResearchBot.Core.Notices;
using ResearchBot.Core.Text;
using ResearchBot.FakeSlack.Messages;
using ResearchBot.Slack.Rendering;
using ResearchBot.Tests.Discord.Rendering;

namespace ResearchBot.Tests.Slack.Rendering;

public sealed class HostileStringTests
{
    private const int Bar = 5_000;
    private const int PerTeam = 250;

    private static readonly string[] OfSlack =
    [
        "<!channel>", "<!here>", "<!everyone>", "<!subteam^S012>", "<@U012>", "<#C012>", "<@U012|ann>", "<https://evil.example|here>", "<mailto:a@b.example|a>",
        "<!date^1392734382^{date}|x>", "&lt;!channel&gt;", "&amp;lt;!channel&amp;gt;", "<<!channel>>", "<\u200B!channel>", "<!chan\u00ADnel>", "<\n!here>", "@channel @here",
        "&#60;!here&#62;", string.Concat(Enumerable.Repeat("<!channel>", 1_500)), new string('&', 13_300), new string('<', 9_001), "”", "“", "“/ask”",
    ];

    [Fact]
    public async Task Hostile_strings_ping_nobody_unfurl_nothing_break_no_limit_and_are_shown_as_they_are()
    {
        await using var bot = await TestBot.StartAsync();
        var renderer = RenderedTeam.RendererOf(bot.Get<CommandCatalog>());
        string[] listed = [.. OfSlack, .. HostileText.Listed];
        string[] all = [.. listed, .. HostileText.Any.Sample(TestScale.Of(Bar) - listed.Length, 30)];
        all.Length.ShouldBe(TestScale.Of(Bar));
        foreach (var texts in all.Chunk(PerTeam))
        {
            await using var team = await RenderedTeam.OpenAsync();
            foreach (var (i, text) in texts.Index())
            {
                ShouldQuote(await team.PostAsync(renderer.Render(Replies.Answered(Replies.Answer(text)))), text);
                await team.PostAsync(Another(renderer, text, i));
            }

            team.ShouldBeHarmless();
        }
    }

    [Fact]
    public async Task Every_listed_string_is_harmless_in_every_kind_of_reply_posted_changed_and_shown_to_one_person()
    {
        await using var bot = await TestBot.StartAsync();
        var renderer = RenderedTeam.RendererOf(bot.Get<CommandCatalog>());
        await using var team = await RenderedTeam.OpenAsync();
        foreach (var (i, text) in OfSlack.Concat(HostileText.Listed).Index())
        {
            foreach (var kind in Enumerable.Range(0, 15))
            {
                var rendered = Another(renderer, text, kind);
                await (kind == i % 15 ? team.SayEverywhereAsync(rendered[0]) : team.PostAsync(rendered));
            }
        }

        team.ShouldBeHarmless();
    }

    private static IReadOnlyList<SlackMessage> Another(SlackRenderer renderer, string text, int number)
    {
        var others = Replies.Others(text);
        return (number % (others.Count + 6)) switch
        {
            0 => renderer.Render(Replies.Answered(Replies.Answer(text, AnswerOutcome.NotFound))),
            1 => renderer.Render(Replies.Answered(Replies.Answer(text, AnswerOutcome.Partial), Replies.Answer(text)) with { Language = "de" }),
            2 => [SlackRenderer.Render(new IngestionProgress(3, 40, new FileResult(text, FileStatus.Failed, text, null, null, null)) { Job = "l1" })],
            3 => renderer.Render(new Notice("n1", "w", new ReplyAddress("slack", "C1"), NoticeKind.Post, text, Replies.Receipt), Replies.Answered(Replies.Answer(text))),
            4 => renderer.Render(new TextReply(text)),
            5 => renderer.Render(new Notice("n2", "w", new ReplyAddress("slack", "C1"), NoticeKind.Post, text, null), null),
            var other => renderer.Render(others[other - 6]),
        };
    }

    /// <summary>Both quotes stand in the messages word for word, or in the files that the messages name.</summary>
    private static void ShouldQuote(IReadOnlyList<StoredMessage> posted, string excerpt)
    {
        var lines = posted.Where(message => message.Files.Count == 0).SelectMany(message => ShownBlocks.Lines(message.Blocks)).ToArray();
        foreach (var i in Enumerable.Range(0, 2))
        {
            var start = $"> [{i + 1}] ";
            var shown = lines.Single(line => line.StartsWith(start, StringComparison.Ordinal))[start.Length..];
            var files = posted.SelectMany(message => message.Files).Where(file => file.Name == $"quote-{i + 1}.txt").ToArray();
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
}
