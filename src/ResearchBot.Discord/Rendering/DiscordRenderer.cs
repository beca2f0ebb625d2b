using ResearchBot.Core.Answering.Answers;
using ResearchBot.Core.Ingestion;
using ResearchBot.Core.Notices;

namespace ResearchBot.Discord.Rendering;

/// <summary>What the bot says, as Discord's messages in the order in which they are sent. Pure: the same in gives the same out.</summary>
internal static class DiscordRenderer
{
    private static readonly AnswerWording English = AnswerWording.Of(AnswerWording.English);

    /// <summary>A reply; at least one message.</summary>
    public static IReadOnlyList<RenderedMessage> Render(Reply reply, RenderContext context) => reply switch
    {
        AnswerReply answer => Compose(answer, AnswerBlocks.Of(answer, context)),
        SearchReply search => MessageComposer.Compose(DocumentBlocks.Of(search), Accent.Grey, English, AnswerButtons.Of(search.More, English)),
        LoadReply load => MessageComposer.Compose(LoadBlocks.Of(load), load.Report.HasProblems || load.Waits is not null || load.DryRun is not null ? Accent.Amber : Accent.Green, English, ApprovalButtons.Of(load)),
        DocumentListReply list => MessageComposer.Compose(DocumentBlocks.Of(list), Accent.Grey, English),
        DocumentReply document => MessageComposer.Compose(DocumentBlocks.Of(document), Accent.Grey, English),
        WhyReply why => MessageComposer.Compose(PlainBlocks.Of(why), Accent.Grey, English),
        TableReply table => MessageComposer.Compose(TableBlocks.Of(table), Accent.Grey, English),
        HelpReply help => MessageComposer.Compose(PlainBlocks.Of(help), Accent.Grey, English),
        ErrorReply error => MessageComposer.Compose(PlainBlocks.Of(error), error.IsFailure ? Accent.Red : Accent.Amber, English),
        DoneReply done => MessageComposer.Compose(PlainBlocks.Of(OutgoingText.CleanLine(done.Message) is { Length: > 0 } said ? said : "Done."), Accent.Green, English),
        TextReply text => MessageComposer.Compose(PlainBlocks.Of(text.Text), Accent.Grey, English),
        DocumentRemovedReply => MessageComposer.Compose(PlainBlocks.Of(string.Join('\n', ReplyLines.Of(reply))), Accent.Green, English),
        _ => throw new InvalidOperationException($"Discord cannot show {reply.GetType().Name}."),
    };

    public static RenderedMessage Render(IngestionProgress progress) =>
        MessageComposer.Compose(LoadBlocks.Of(progress), Accent.Grey, English, CancelButton.Of(progress)).Single();

    public static RenderedMessage Render(DraftedAnswer draft) =>
        MessageComposer.Compose(PlainBlocks.Of(string.Join('\n', AnswerText.Lines(draft))), Accent.Grey, AnswerWording.Of(draft.Language))[0];

    /// <summary>Something that is said unasked.</summary>
    /// <param name="answer">The answer that it is about, as its reader may see it; null if there is none.</param>
    public static IReadOnlyList<RenderedMessage> Render(Notice notice, AnswerReply? answer)
    {
        var said = PlainBlocks.Of(notice.Text);
        return answer is null
            ? MessageComposer.Compose(said, Accent.Grey, English)
            : Compose(answer, said.Concat(AnswerBlocks.Of(answer, new RenderContext(IsPrivate: false))));
    }

    public static RenderedMessage Welcome() => MessageComposer.Compose(PlainBlocks.Welcome, Accent.Green, English).Single();

    private static IReadOnlyList<RenderedMessage> Compose(AnswerReply reply, IEnumerable<Block> blocks)
    {
        var words = AnswerWording.Of(reply.Language);
        return MessageComposer.Compose(blocks, AccentOf((reply.Pinned?.Answer ?? reply.Answer).Outcome), words, AnswerButtons.Of(reply, words));
    }

    private static Accent AccentOf(AnswerOutcome outcome) => outcome switch
    {
        AnswerOutcome.Answered => Accent.Green,
        AnswerOutcome.Partial => Accent.Amber,
        _ => Accent.Grey,
    };
}

/// <summary>Where a reply will stand.</summary>
internal sealed record RenderContext(bool IsPrivate);

/// <summary>The colour at a message's edge, 0xRRGGBB.</summary>
internal enum Accent
{
    Green = 0x2E7D32,

    /// <summary>In part, or with something to look at.</summary>
    Amber = 0xF9A825,

    /// <summary>Nothing, or nothing to judge.</summary>
    Grey = 0x757575,

    Red = 0xC62828,
}
