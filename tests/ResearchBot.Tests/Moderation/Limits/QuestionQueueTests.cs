using Microsoft.Extensions.Options;
using ResearchBot.Core.Answering.Generation;
using ResearchBot.Core.Moderation.Limits;
using ResearchBot.Core;

namespace ResearchBot.Tests.Moderation.Limits;

public sealed class QuestionQueueTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly QuestionQueue _queue;

    public QuestionQueueTests() => _queue = new QuestionQueue(
        Options.Create(new LimitsOptions { QuestionsAtOnce = 1, WaitingQuestions = 6, WaitingQuestionsPerWorkspace = 4, WaitingQuestionsPerPerson = 2 }), ChatBudget.None, _time);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_would_be_one_too_many_is_told_at_once_whose_place_is_full()
    {
        using var running = await EnterAsync("one", "ann");
        _ = EnterAsync("one", "ann");
        _ = EnterAsync("one", "ann");
        (await Refused("one", "ann")).ShouldBe("The bot has 2 of your questions waiting, as many as may. Ask again when one is answered.");
        _ = EnterAsync("one", "bob");
        _ = EnterAsync("one", "bob");
        (await Refused("one", "eve")).ShouldBe("The bot has 4 questions of this workspace waiting, as many as may. Ask again in a minute.");
        _ = EnterAsync("two", "dan");
        _ = EnterAsync("three", "kim");
        (await Refused("four", "lea")).ShouldBe("The bot has 6 questions waiting, as many as may. Ask again in a minute.");
        _queue.StateFor("one", "ann").ShouldBe(new QueueState(1, 1, 6, 4, 2));
    }

    [Fact]
    public async Task Who_waits_too_long_is_told_and_the_next_is_served()
    {
        var running = await EnterAsync("one", "ann");
        var first = EnterAsync("one", "bob");
        _time.Advance(TimeSpan.FromSeconds(30));
        var second = EnterAsync("two", "eve");
        _time.Advance(TimeSpan.FromSeconds(30));
        (await Should.ThrowAsync<UserFacingException>(first)).Message.ShouldBe("The bot is busy: your question waited 60 seconds for its turn. Ask again in a minute.");
        second.IsCompleted.ShouldBeFalse();
        running.Dispose();
        (await second).Dispose();
        _queue.StateFor("one", "bob").ShouldBe(new QueueState(0, 1, 0, 0, 0));
    }

    [Fact]
    public async Task Who_cancels_leaves_no_hole()
    {
        var running = await EnterAsync("one", "ann");
        using var cancelled = new CancellationTokenSource();
        var first = _queue.EnterAsync("one", "bob", cancelled.Token);
        var second = EnterAsync("one", "eve");
        await cancelled.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(first);
        running.Dispose();
        (await second).Dispose();
        (await EnterAsync("one", "ann")).Dispose();
        _queue.StateFor("one", "bob").ShouldBe(new QueueState(0, 1, 0, 0, 0));
    }

    [Fact]
    public async Task Turns_that_come_while_their_askers_cancel_are_not_lost()
    {
        for (var round = 0; round < 500; round++)
        {
            var running = await EnterAsync("one", "ann");
            using var cancelled = new CancellationTokenSource();
            var waits = _queue.EnterAsync("one", "bob", cancelled.Token);
            await Task.WhenAll(Task.Run(cancelled.Cancel, Cancellation), Task.Run(running.Dispose, Cancellation));
            await waits.ContinueWith(entered => entered.IsCompletedSuccessfully ? entered.Result : null, Cancellation, TaskContinuationOptions.None, TaskScheduler.Default)
                .ContinueWith(turn => turn.Result?.Dispose(), Cancellation, TaskContinuationOptions.None, TaskScheduler.Default);
            _queue.StateFor("one", "bob").ShouldBe(new QueueState(0, 1, 0, 0, 0));
        }
    }

    [Fact]
    public async Task A_turn_ends_once()
    {
        var running = await EnterAsync("one", "ann");
        running.Dispose();
        running.Dispose();
        _queue.StateFor("one", "ann").Running.ShouldBe(0);
    }

    [Fact]
    public void No_more_are_answered_at_once_than_there_are_processors() =>
        new QuestionQueue(Options.Create(new LimitsOptions { QuestionsAtOnce = 1_000 }), ChatBudget.None, _time).StateFor("one", "ann").AtOnce
            .ShouldBe(Environment.ProcessorCount);

    private Task<IDisposable> EnterAsync(string workspace, string person) => _queue.EnterAsync(workspace, person, Cancellation);

    private async Task<string> Refused(string workspace, string person) =>
        (await Should.ThrowAsync<UserFacingException>(EnterAsync(workspace, person))).Message;
}
