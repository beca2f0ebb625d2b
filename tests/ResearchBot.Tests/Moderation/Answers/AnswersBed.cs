using ResearchBot.Core.Answering.Log;
using ResearchBot.Core.Commands;
using ResearchBot.Core.Moderation;
using ResearchBot.Core.Notices;
using ResearchBot.Terminal;

namespace ResearchBot.Tests.Moderation.Answers;

/// <summary>A workspace with an open collection and one that is read in the channel "discord:board" only.</summary>
internal sealed class AnswersBed : IAsyncDisposable
{
    public const string Question = "How many sacks of flour did the quagga mill sell?";

    private AnswersBed(TestBot bot)
    {
        Bot = bot;
        Platform = new TestPlatform(bot);
    }

    public TestBot Bot { get; }

    public TestPlatform Platform { get; }

    public static async Task<AnswersBed> StartAsync()
    {
        var bed = new AnswersBed(await TestBot.StartAsync());
        await bed.DoneAsync("/collections create board");
        (await bed.ModerateAsync("/collections rights board --channel discord:board")).ShouldBeOfType<TableReply>();
        return bed;
    }

    public Task<string> SaveAsync(string key, string text, string collection = "documents") => CollectionsTests.SaveAsync(Bot, "discord-1", collection, key, text);

    public async Task<AnswerReply> AskAsync(string question = Question, string? channel = "general", bool isPrivate = false) =>
        (await Platform.TypeAsync("ann", question, channel, isPrivate: isPrivate)).ShouldBeOfType<AnswerReply>();

    public Task<Reply> ModerateAsync(string line, string? channel = "general") => Platform.TypeAsync("mo", line, channel, Role.Admin);

    public async Task<string> DoneAsync(string line, string? channel = "general")
    {
        var reply = await ModerateAsync(line, channel);
        return reply.ShouldBeOfType<DoneReply>((reply as ErrorReply)?.Message).Message;
    }

    public async Task<string> RefusedAsync(string line, string? channel = "general")
    {
        var error = (await ModerateAsync(line, channel)).ShouldBeOfType<ErrorReply>();
        error.IsFailure.ShouldBeFalse();
        return error.Message;
    }

    public async Task<string> TextAsync(string line, string? channel = "general") => string.Join('\n', ReplyText.Lines(await ModerateAsync(line, channel)));

    /// <summary>As a platform does when it has posted an answer.</summary>
    public Task PostAsync(AnswerReply reply, string address) =>
        Bot.Get<AnswerLog>().PostedAsync("discord-1", reply.Receipt, address, TestContext.Current.CancellationToken);

    public Task<IReadOnlyList<Notice>> TakeAsync() => Bot.Get<NoticeOutbox>().TakeAsync("test", 100, TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => Bot.DisposeAsync();
}
