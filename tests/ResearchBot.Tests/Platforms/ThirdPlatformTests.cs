using System.Data.Common;
using Dapper;
using ResearchBot.Core.Moderation.Limits;
using ResearchBot.Core.Notices;
using ResearchBot.Core.Platforms;

namespace ResearchBot.Tests.Platforms;

public sealed class ThirdPlatformTests : IAsyncDisposable
{
    private const string Question = "@bot Who was killed on the road at Baghdad airport?";
    private const string Another = "@bot What did Trump threaten to do if Iran started killing demonstrators?";

    private readonly CancellationTokenSource _patience = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly ThirdChat _chat = new();
    private TestBot? _bot;
    private ThirdPlatform? _platform;
    private Task _serving = Task.CompletedTask;

    [Fact]
    public async Task A_mention_is_answered_in_a_thread_and_a_follow_up_there_needs_none()
    {
        await ServeAsync();
        _chat.Say("ann", "nobody asks the bot");
        var asked = _chat.Say("ann", Question);
        var answer = await AnsweredAsync(asked);
        answer.Text.ShouldContain("Soleimani");
        answer.Room.ShouldBe(new ChatRoom("general", asked.Id));

        _chat.Say("ann", "And why?", thread: asked.Id);
        await UntilAsync(() => _chat.Posts.Count == 2);
        var followed = _chat.Say("bob", "Thank you, ann", thread: asked.Id); // people among themselves
        await UntilDoneAsync(_chat.Say("bob", Another));
        (await _bot!.Get<RequestInbox>().FindAsync("third", followed.Id, _patience.Token)).ShouldBeNull();
        _chat.Posts.Count.ShouldBe(3);
    }

    [Fact]
    public async Task An_edited_question_is_answered_in_its_place_and_an_older_edit_that_comes_late_changes_nothing()
    {
        await ServeAsync();
        var asked = _chat.Say("ann", Question);
        await AnsweredAsync(asked);
        _chat.Edit(asked, Another, at: "2");
        _chat.Edit(asked, "@bot Who was killed?", at: "1");
        await UntilAsync(() => _chat.Posts.Values.Any(post => post.Text.Contains("rescue", StringComparison.Ordinal)));
        await UntilDoneAsync(_chat.Say("bob", Question));
        _chat.Posts.Values.Count(post => post.Room.Thread == asked.Id).ShouldBe(1);
        _chat.Posts.Values.ShouldContain(post => post.Room.Thread == asked.Id && post.Text.Contains("rescue", StringComparison.Ordinal));
    }

    [Fact]
    public async Task With_a_deleted_question_its_answer_goes_and_its_words_answered_or_not()
    {
        await ServeAsync(new() { ["Limits:QuestionsAtOnce"] = "1" });
        var answered = _chat.Say("ann", Question);
        await AnsweredAsync(answered);
        var held = await _bot!.Get<QuestionQueue>().EnterAsync("other", "nobody", _patience.Token);
        var inWork = _chat.Say("bob", Another);
        await UntilOpenAsync(inWork);
        _chat.Delete(inWork);
        _chat.Delete(answered);
        await UntilAsync(() => _chat.Posts.IsEmpty);
        held.Dispose();
        await UntilDoneAsync(inWork);
        _chat.Posts.ShouldBeEmpty();
        (await StoreRows.ReadAsync(_bot!)).ShouldNotContain(row => row.StartsWith("answers ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_an_ended_process_had_begun_the_next_one_answers_once_and_what_is_gone_not_at_all()
    {
        await ServeAsync(new() { ["Limits:QuestionsAtOnce"] = "1" });
        await _bot!.Get<QuestionQueue>().EnterAsync("other", "nobody", _patience.Token);
        var (asked, gone) = (_chat.Say("ann", Question), _chat.Say("bob", Another));
        await UntilOpenAsync(asked);
        await UntilOpenAsync(gone);
        await StopAsync();
        _chat.Posts.ShouldBeEmpty();
        _chat.Written.TryRemove(gone.Id, out _);

        await using var next = await TestBot.StartAsync(over: _bot);
        using var stop = new CancellationTokenSource();
        var serving = new ThirdPlatform(next.Get<ChatServices>(), _chat).RunAsync(stop.Token);
        (await AnsweredAsync(asked)).Text.ShouldContain("Soleimani");
        await UntilDoneAsync(gone);
        _chat.Posts.Count.ShouldBe(1);
        await stop.CancelAsync();
        await serving;
    }

    [Fact]
    public async Task A_message_that_the_store_could_not_keep_is_answered_when_it_comes_again()
    {
        await ServeAsync();
        await ExecuteAsync("ALTER TABLE received_requests RENAME TO elsewhere");
        var asked = _chat.Say("ann", Question);
        await UntilAsync(() => _chat.Events.Reader.Count == 0);
        await _platform!.Work.DrainAsync();
        await ExecuteAsync("ALTER TABLE elsewhere RENAME TO received_requests");
        _chat.Posts.ShouldBeEmpty();
        _chat.Events.Writer.TryWrite(("written", asked));
        _chat.Events.Writer.TryWrite(("written", asked));
        await AnsweredAsync(asked);
        await _platform.Work.DrainAsync();
        _chat.Posts.Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_the_bot_says_by_itself_is_posted_changed_and_deleted()
    {
        await ServeAsync();
        var outbox = _bot!.Get<NoticeOutbox>();
        await outbox.AddAsync("third-t1", new ReplyAddress("third", "third:general"), NoticeKind.Post, "The load is done.", null, _patience.Token);
        await outbox.AddAsync("third-t1", new ReplyAddress("third", "third:direct:ann"), NoticeKind.Post, "For you alone.", null, _patience.Token);
        await UntilAsync(() => _chat.Posts.Count == 2);
        _chat.Posts.Values.Select(post => (post.Room.Channel, post.Text)).ShouldBe([("general", "The load is done."), ("direct-ann", "For you alone.")], ignoreOrder: true);

        var said = _chat.Posts.Single(post => post.Value.Room.Channel == "general").Key;
        var there = new ReplyAddress("third", new PostedMessages("general", [said]).ToString());
        await outbox.AddAsync("third-t1", there, NoticeKind.Replace, "It was stopped.", null, _patience.Token);
        await UntilAsync(() => _chat.Posts[said].Text == "It was stopped.");
        await outbox.AddAsync("third-t1", there, NoticeKind.Delete, string.Empty, null, _patience.Token);
        await UntilAsync(() => !_chat.Posts.ContainsKey(said));
    }

    [Fact]
    public void What_a_third_platform_brings_fits_into_150_lines() =>
        File.ReadLines(SourceFolder.Path("tests", "ResearchBot.Tests", "Platforms", "ThirdPlatform.cs")).Count().ShouldBeLessThan(150);

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        if (_bot is not null)
        {
            await _bot.DisposeAsync();
        }

        _stop.Dispose();
        _patience.Dispose();
    }

    private async Task ServeAsync(Dictionary<string, string?>? settings = null)
    {
        _bot = await TestBot.StartAsync(seeds: true, settings: settings);
        _patience.CancelAfter(TimeSpan.FromMinutes(2));
        _platform = new ThirdPlatform(_bot.Get<ChatServices>(), _chat) { Patience = TimeSpan.Zero };
        _serving = _platform.RunAsync(_stop.Token);
    }

    private async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _serving;
    }

    private async Task<ThirdChat.Post> AnsweredAsync(ThirdChat.Message asked)
    {
        await UntilDoneAsync(asked);
        return _chat.Posts.Values.First(post => post.Room.Thread == asked.Id);
    }

    private Task UntilDoneAsync(ThirdChat.Message asked) => UntilAsync(async () => await FindAsync(asked) is { IsDone: true });

    private Task UntilOpenAsync(ThirdChat.Message asked) => UntilAsync(async () => await FindAsync(asked) is { IsDone: false });

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = await _bot!.Get<DbDataSource>().OpenConnectionAsync(_patience.Token);
        await connection.ExecuteAsync(sql);
    }

    private Task<ReceivedRequest?> FindAsync(ThirdChat.Message asked) => _bot!.Get<RequestInbox>().FindAsync("third", asked.Id, _patience.Token);

    private Task UntilAsync(Func<bool> condition) => UntilAsync(() => Task.FromResult(condition()));

    private async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!await condition())
        {
            await timer.WaitForNextTickAsync(_patience.Token);
        }
    }
}
