using ResearchBot.Core.Answering.Answers;
using ResearchBot.Core.Commands;
using ResearchBot.FakeModel;
using ResearchBot.Reading;
using ResearchBot.Settings;

namespace ResearchBot.Tests.Answering.Generation;

public sealed class ManyAtOnceTests
{
    private const int Questions = 100;
    private const int AtOnce = 4;
    private const string Sentence = "The Sydney Harbour Bridge opened to traffic in March 1932.";

    [Fact]
    public async Task A_hundred_questions_share_the_models_places_in_fair_turns_and_hold_no_thread()
    {
        var served = new List<int>();
        var options = new FakeModelOptions { Brain = _ => ModelBed.Says((Sentence, Sentence)) };
        await using var bed = await ModelBed.StartAsync(options, seeds: false, settings: new() { ["Models:Chat:RequestsAtOnce"] = $"{AtOnce}", ["Limits:WaitingQuestionsPerPerson"] = "100" });
        var path = bed.Bot.Write("docs/bridge.txt", $"{Sentence}\n");
        TestPlatform[] platforms = [new(bed.Bot, "one"), new(bed.Bot, "two")];
        foreach (var platform in platforms)
        {
            await platform.TypeAsync("boss", "/load bridge.txt", role: ResearchBot.Core.Moderation.Role.Admin, sources: [new FolderSource(path, new ReadingOptions())]);
        }

        var open = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var waiting = 0;
        var most = 0;
        options.Before = async request =>
        {
            most = Math.Max(most, Interlocked.Increment(ref waiting));
            lock (served)
            {
                served.Add(request.Messages[^1].Text.Contains("(two)", StringComparison.Ordinal) ? 2 : 1);
            }

            if (served.Count >= AtOnce)
            {
                open.TrySetResult();
            }

            await open.Task;
            Interlocked.Decrement(ref waiting);
        };
        var threads = ThreadPool.ThreadCount;
        var asked = Enumerable.Range(0, Questions * 9 / 10).Select(i => platforms[0].TypeAsync("ann", $"When did the Sydney Harbour Bridge open (one)? {i}", thread: $"t{i}"))
            .Concat(Enumerable.Range(0, Questions / 10).Select(i => platforms[1].TypeAsync("bob", $"When did the Sydney Harbour Bridge open (two)? {i}", thread: $"u{i}")))
            .ToArray();
        var replies = await Task.WhenAll(asked);

        replies.ShouldAllBe(reply => ((AnswerReply)reply).Answer.Mode == AnswerMode.Model);
        most.ShouldBeLessThanOrEqualTo(AtOnce);
        bed.Server.MostConnections.ShouldBeLessThanOrEqualTo(AtOnce);
        served.Count.ShouldBe(Questions);
        served.FindLastIndex(workspace => workspace == 2).ShouldBeLessThan((Questions / 5) + (4 * AtOnce), "the few of one workspace wait for the many of the other");
        (ThreadPool.ThreadCount - threads).ShouldBeLessThan(Questions / 4);
    }
}
