using ResearchBot.Core.Answering.Answers;
using ResearchBot.Core.Ingestion;

namespace ResearchBot.Discord.Rendering;

/// <summary>Draws an answer: status, statements, quotes with their sources, conflicts, the closest passages of a refusal, footer.</summary>
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
            var about = AnswerText.About(statement, words) is { } part ? $"**{DiscordMarkdown.Escape(DiscordMarkdown.Cut(part, LongestSource))}:** " : string.Empty;
            yield return Block.Of(about, OutgoingText.Cells(statement.Text), $" **{numbers}**", $"{files}statement-{i + 1}.txt", words);
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
        var source = DiscordMarkdown.Cut(SourceLine.Of(citation.Document, citation.Place, words), LongestSource);
        return Block.Of($"> {number}“", OutgoingText.Cells(citation.Excerpt), $"”\n-# {DiscordMarkdown.Escape(source)}{mark}", file, words);
    }

    private static Block Heading(string line) => new($"**{DiscordMarkdown.Escape(line)}**") { IsHeading = true };
}

/// <summary>The buttons below an answer. They carry what is to be done and the answer's receipt, nothing else.</summary>
internal static class AnswerButtons
{
    public const string MorePassages = "passages-more";
    public const string WholePassage = "passages-show";
    public const string Helpful = "helpful";
    public const string NotHelpful = "unhelpful";
    public const string NeedHelp = "needhelp";

    private const int Grey = 2;

    public static Component? Of(AnswerReply reply, AnswerWording words)
    {
        if (reply.Receipt.Length == 0)
        {
            return null;
        }

        var hasPassages = reply.Answer.Citations.Count + reply.Answer.Closest.Count > 0;
        (string Action, Phrase Label)[] passages = hasPassages ? [(MorePassages, Phrase.MorePassages), (WholePassage, Phrase.WholePassage)] : [];
        (string Action, Phrase Label)[] all = [.. passages, (Helpful, Phrase.Helpful), (NotHelpful, Phrase.NotHelpful), (NeedHelp, Phrase.NeedHelp)];
        return new Component(ComponentType.ActionRow)
        {
            Components = [.. all.Select(one => new Component(ComponentType.Button)
            {
                Style = Grey, Label = words[one.Label], CustomId = $"{one.Action}:{reply.Receipt}",
            })],
        };
    }
}

/// <summary>The button below a load that runs.</summary>
internal static class CancelButton
{
    public const string Action = "loads-cancel";

    private const int Red = 4;

    public static Component? Of(IngestionProgress progress) => progress.Job is not { } job ? null : new Component(ComponentType.ActionRow)
    {
        Components = [new Component(ComponentType.Button) { Style = Red, Label = "Stop", CustomId = $"{Action}:{job}" }],
    };
}

/// <summary>The buttons below a dry run.</summary>
internal static class ApprovalButtons
{
    private const int Green = 3;
    private const int Grey = 2;

    public static Component? Of(LoadReply reply) => reply.DryRun?.Load is not { } load ? null : new Component(ComponentType.ActionRow)
    {
        Components =
        [
            new Component(ComponentType.Button) { Style = Green, Label = "Approve", CustomId = $"loads-approve:{load}" },
            new Component(ComponentType.Button) { Style = Grey, Label = "Drop", CustomId = $"loads-drop:{load}" },
        ],
    };
}
