using ResearchBot.Core.Answering.Answers;
using ResearchBot.Core.Commands;

namespace ResearchBot.Discord.Rendering;

/// <summary>An answer: status, statements, quotes with their sources, conflicts, the closest passages of a refusal, footer.</summary>
internal static class AnswerBlocks
{
    private const int LongestSource = 600;
    private const int LongestFooter = 1_500;

    /// <summary>The blocks of a reply to a question: what is pinned to it first.</summary>
    public static IEnumerable<Block> Of(AnswerReply reply, RenderContext context)
    {
        var words = AnswerWording.Of(reply.Language);
        Block[] found = [.. Of(reply.Answer, reply.Receipt, words, string.Empty, context)];
        return reply.Pinned is not { } pinned ? found
            : pinned.IsFoundNow ? [Heading(AnswerText.Mark(pinned, words)), .. found]
            :
            [
                Heading(AnswerText.Mark(pinned, words)),
                .. Of(pinned.Answer, pinned.Receipt, words, "pinned-", context),
                Heading(words[Phrase.FoundNow]),
                .. found,
            ];
    }

    private static IEnumerable<Block> Of(Answer answer, string receipt, AnswerWording words, string files, RenderContext context)
    {
        var closest = answer.Closest.Count > 0 ? words[Phrase.Closest] : null;
        foreach (var (i, line) in AnswerText.Status(answer, words).Index())
        {
            yield return line == closest ? Heading(line) : Block.Of(string.Empty, line, string.Empty, $"{files}status-{i + 1}.txt", words) with { IsLine = i > 0 };
        }

        foreach (var (i, statement) in answer.Statements.Index())
        {
            var numbers = string.Concat(statement.Citations.Select(number => $"[{number}]"));
            yield return Block.Of(string.Empty, statement.Text, $" **{numbers}**", $"{files}statement-{i + 1}.txt", words);
        }

        foreach (var citation in answer.Citations)
        {
            var mark = words[citation.Verified ? Phrase.Checked : Phrase.NotChecked];
            yield return Quote($"**[{citation.Number}]** ", citation, $" · {mark}", $"{files}quote-{citation.Number}.txt", words);
        }

        foreach (var (i, conflict) in answer.Conflicts.Index())
        {
            yield return Block.Of(string.Empty, AnswerText.Line(conflict, answer, words), string.Empty, $"{files}conflict-{i + 1}.txt", words);
        }

        foreach (var (i, citation) in answer.Closest.Index())
        {
            yield return Quote(string.Empty, citation, string.Empty, $"{files}closest-{i + 1}.txt", words);
        }

        if (answer.Outcome == AnswerOutcome.NotFound && !context.IsPrivate && files.Length == 0)
        {
            yield return new Block(DiscordMarkdown.Escape(words.With(Phrase.HandsOver, words[Phrase.NeedHelp])));
        }

        yield return new Block($"-# {DiscordMarkdown.Escape(DiscordMarkdown.Cut(AnswerText.Footer(answer, receipt, words), LongestFooter))}");
    }

    private static Block Quote(string number, Citation citation, string mark, string file, AnswerWording words)
    {
        var source = DiscordMarkdown.Cut(AnswerText.Source(citation.Document, citation.Place, words), LongestSource);
        return Block.Of($"> {number}“", citation.Excerpt, $"”\n-# {DiscordMarkdown.Escape(source)}{mark}", file, words);
    }

    private static Block Heading(string line) => new($"**{DiscordMarkdown.Escape(line)}**") { IsHeading = true };
}
