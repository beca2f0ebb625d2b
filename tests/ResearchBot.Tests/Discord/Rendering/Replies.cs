using ResearchBot.Core.Answering.Answers;
using ResearchBot.Core.Commands;
using ResearchBot.Core.Documents;
using ResearchBot.Core.Ingestion;
using ResearchBot.Core.Moderation;

namespace ResearchBot.Tests.Discord.Rendering;

/// <summary>Replies of every kind with one text in every field that is foreign.</summary>
internal static class Replies
{
    public const string Receipt = "5f0c1a7be2d94c38";

    private static readonly DateTimeOffset At = new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);

    public static CitedDocument Cited(string text) =>
        new("d1", text, 2, text, $"files/{text}", new Dictionary<string, string> { ["author"] = text, ["outlet"] = text });

    public static Citation Citation(int number, string excerpt, string source = "Report") =>
        new(number, Cited(source), new Place(3, source, 14), excerpt, 0, excerpt.Length, Verified: true, 0.5) { Stated = [new(0, excerpt.Length)] };

    public static Answer Answer(string text, AnswerOutcome outcome = AnswerOutcome.Answered)
    {
        var isFound = outcome != AnswerOutcome.NotFound;
        return new Answer(
            text,
            outcome,
            0.8,
            AnswerMode.Extractive,
            isFound ? [new Statement(text, [1]), new Statement(text, [1, 2])] : [],
            isFound ? [Citation(1, text, text), Citation(2, text, text)] : [],
            isFound ? [new Conflict(text, [1, 2]) { Ruling = new Ruling(2, text, At) }] : [],
            outcome == AnswerOutcome.Answered ? [] : [text],
            isFound ? [] : [Citation(1, text, text)],
            new SearchedScope("w", ["seeds"], 3, 40),
            12);
    }

    public static AnswerReply Answered(Answer answer, Answer? pinned = null) => new(answer, Receipt)
    {
        Pinned = pinned is null ? null : new PinnedAnswer("p1", At, "0000000000000001", pinned, IsFoundNow: false),
    };

    /// <summary>One reply of each kind but an answer.</summary>
    public static IReadOnlyList<Reply> Others(string text)
    {
        var document = new Document("d1", new CollectionId("w", "documents"), text, 2, text, text, new Dictionary<string, string> { [text] = text });
        var file = new FileResult(text, FileStatus.Refused, text, null, null, null);
        return
        [
            new DoneReply(text),
            new ErrorReply("e1", text, IsFailure: true),
            new TableReply(text, ["who", "what"], [[text, "1"], ["short", text]]),
            new LoadReply("documents", new IngestionReport([file, file], [new GoneFile(text, "d1", Removed: true)])) { Waits = text },
            new DocumentListReply([new DocumentSummary(document, 3, 1000, At), new DocumentSummary(document, 3, 1000, At)]),
            new DocumentReply(new DocumentVersion(document, text, new DocumentStructure(text), [])),
            new DocumentRemovedReply(document),
            new SearchReply([new SearchHit(Cited(text), new Place(1, text, 2), text, 0.9)]),
            new WhyReply(Receipt, [new WhySection("Asked", [text, text]), new WhySection("By", [text])]),
        ];
    }
}
