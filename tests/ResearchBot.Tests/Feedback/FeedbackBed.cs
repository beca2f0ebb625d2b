using ResearchBot.Core.Commands;
using ResearchBot.Core.Documents;
using ResearchBot.Core.Embeddings;
using ResearchBot.Core.Feedback;
using ResearchBot.Core.Moderation;
using ResearchBot.Core.Notices;
using ResearchBot.Tests.Embeddings;
using ResearchBot.Tests.Moderation;

namespace ResearchBot.Tests.Feedback;

/// <summary>A question that nothing answers yet, and the document that does.</summary>
internal static class FeedbackBed
{
    public const string Asked = "When was the harbour of Quaggatown built?";
    public const string Text = "The harbour of Quaggatown was built in 1887. The quagga sleeps beside it.";

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<string> AskAsync(
        TestPlatform platform, string person, string? channel = "general", string question = Asked, bool isPrivate = false, string? thread = null) =>
        (await platform.TypeAsync(person, question, channel, isPrivate: isPrivate, thread: thread)).ShouldBeOfType<AnswerReply>().Receipt;

    public static Task<Reply> ModerateAsync(TestPlatform platform, string line, string? channel = "general", bool isPrivate = false) =>
        platform.TypeAsync("mo", line, channel, Role.Moderator, isPrivate);

    public static async Task<TableReply> TableAsync(TestPlatform platform, string line, string? channel = "general", bool isPrivate = false) =>
        (await ModerateAsync(platform, line, channel, isPrivate)).ShouldBeOfType<TableReply>();

    /// <summary>Makes a collection, for one channel where one is named, and puts a document into it.</summary>
    public static async Task FillAsync(TestBot bot, string collection = "board", string? channel = null, string text = Text, string workspace = "discord-1", string key = "a.txt")
    {
        var platform = new TestPlatform(bot, workspace);
        await platform.TypeAsync("boss", $"/collections create {collection}", role: Role.Admin);
        if (channel is not null)
        {
            await platform.TypeAsync("boss", $"/collections rights {collection} --channel {channel}", role: Role.Admin);
        }

        await CollectionsTests.SaveAsync(bot, workspace, collection, key, text);
    }

    public static UnansweredRetry Late(TestBot bot, HurriedTime clock) => new(
        bot.Get<ChangeFeed>(), bot.Get<VectorFollower>(), bot.Get<EmbeddingPipeline>(), bot.Get<WaitingAskers>(), bot.Get<UnansweredRetryPass>(), clock);

    public static Task<IReadOnlyList<Notice>> NoticesAsync(TestBot bot) => bot.Get<NoticeOutbox>().TakeAsync("test", 100, Cancellation);
}
