using Microsoft.Extensions.Options;
using ResearchBot.Core.Answering.Generation;
using ResearchBot.Core.Moderation.Limits;
using ResearchBot.Core;

namespace ResearchBot.Tests.Moderation.Limits;

/// <summary>Many questions of many workspaces, most of them of one, counted in turns.</summary>
public sealed class QuestionFloodTests
{
    private const int Workspaces = 50;
    private static readonly LimitsOptions Settings = new() { QuestionsAtOnce = 1 };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_flood_holds_no_more_than_the_bounds_and_nobody_waits_for_more_than_their_share()
    {
        var random = new Random(11);
        var queue = new QuestionQueue(Options.Create(Settings), ChatBudget.None, TimeProvider.System);
        var turn = await queue.EnterAsync("first", "first", Cancellation);
        var served = new List<string>();
        var waited = new Dictionary<string, HashSet<string>>(); // who had a turn since a workspace that waits had its own
        var (refused, held) = (0, 0);
        var asked = TestScale.Of(10_000);
        var entered = new Queue<(string Workspace, IDisposable Turn)>();
        for (var question = 0; question < asked; question++)
        {
            var workspace = random.Next(10) == 0 ? $"w{random.Next(1, Workspaces)}" : "w0";
            var waits = AskAsync(workspace, $"p{random.Next(100)}");
            if (waits.IsFaulted)
            {
                (await Should.ThrowAsync<UserFacingException>(waits)).Message.ShouldContain("waiting, as many as may");
                refused++;
            }
            else
            {
                waited.TryAdd(workspace, []);
                held++;
            }

            Bounded();
            if (random.Next(5) == 0) // slower than they come
            {
                await ServeAsync();
            }
        }

        while (queue.StateFor("w0", "p0").Waiting > 0)
        {
            await ServeAsync();
        }

        turn.Dispose();
        served.Count.ShouldBe(held);
        (held + refused).ShouldBe(asked);
        refused.ShouldBeGreaterThan(asked / 2);
        queue.StateFor("w0", "p0").ShouldBe(new QueueState(0, 1, 0, 0, 0));

        async Task AskAsync(string workspace, string person)
        {
            var own = await queue.EnterAsync(workspace, person, Cancellation);
            lock (entered)
            {
                entered.Enqueue((workspace, own));
            }
        }

        void Bounded()
        {
            var state = queue.StateFor("w0", "p0");
            state.Waiting.ShouldBeLessThanOrEqualTo(Settings.WaitingQuestions);
            state.OfWorkspace.ShouldBeLessThanOrEqualTo(Settings.WaitingQuestionsPerWorkspace);
            state.OfPerson.ShouldBeLessThanOrEqualTo(Settings.WaitingQuestionsPerPerson);
        }

        async Task ServeAsync()
        {
            if (queue.StateFor("w0", "p0").Waiting == 0)
            {
                return;
            }

            turn.Dispose();
            (string Workspace, IDisposable Turn) next;
            while (!TryDequeue(out next))
            {
                await Task.Yield();
            }

            turn = next.Turn;
            served.Add(next.Workspace);
            foreach (var (workspace, others) in waited.Where(one => one.Key != next.Workspace))
            {
                others.Add(next.Workspace).ShouldBeTrue($"{next.Workspace} had two turns while {workspace} waited");
            }

            if (queue.StateFor(next.Workspace, "p0").OfWorkspace == 0)
            {
                waited.Remove(next.Workspace);
            }
            else
            {
                waited[next.Workspace].Clear();
            }
        }

        bool TryDequeue(out (string Workspace, IDisposable Turn) next)
        {
            lock (entered)
            {
                return entered.TryDequeue(out next);
            }
        }
    }

    [Fact]
    public void Behind_a_flood_a_workspace_waits_one_turn_more_than_in_an_idle_bot()
    {
        TurnsUntilServed(flood: 0).ShouldBe([1, 2, 3, 4, 5]);
        TurnsUntilServed(flood: TestScale.Of(10_000)).ShouldBe([2, 4, 6, 8, 10], "every other turn is its own");
    }

    /// <summary>In which turn each of five questions of a workspace is served.</summary>
    private static List<int> TurnsUntilServed(int flood)
    {
        var rotation = new FairRotation<string>();
        for (var question = 0; question < flood; question++)
        {
            rotation.Add("loud", $"p{question % 100}", "loud");
        }

        for (var question = 0; question < 5; question++)
        {
            rotation.Add("quiet", "ann", "quiet");
        }

        var turns = new List<int>();
        for (var turn = 1; rotation.TryTake(out var item); turn++)
        {
            if (item == "quiet")
            {
                turns.Add(turn);
            }
        }

        return turns;
    }
}
