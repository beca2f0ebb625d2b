using Microsoft.Extensions.Options;
using ResearchBot.Core.Ingestion.Loads;

namespace ResearchBot.Tests.Ingestion;

/// <summary>Many loads of many workspaces at once, counted in turns.</summary>
public sealed class FairLoadsTests
{
    private const int Workspaces = 20;

    [Fact]
    public async Task Many_loads_stay_in_the_store_and_no_workspace_waits_for_more_than_one_turn_of_each_other()
    {
        await using var bot = await TestBot.StartAsync();
        bot.Get<IOptions<LoadingOptions>>().Value.MaxQueuedJobsPerWorkspace = 1_000;
        var random = new Random(11);
        var loads = TestScale.Of(500);
        var files = new Dictionary<string, int>();
        for (var load = 0; load < loads; load++)
        {
            await QueueAsync(bot, load, random, files);
        }

        var turns = bot.Get<LoadTurns>();
        var served = new List<string>();
        var late = 0;
        while (await turns.TakeAsync(StoredLoad.Cancellation) is { } job)
        {
            served.Add(job.Workspace);
            turns.InHand.ShouldBeLessThanOrEqualTo(Workspaces, "more than one load of a workspace is in memory");
            turns.FilesHeld.ShouldBeLessThanOrEqualTo(Workspaces * 2 * 64);
            if (served.Count % 10 == 0 && late < loads / 10)
            {
                await QueueAsync(bot, loads + late++, random, files); // some come while others are served
                turns.Look();
            }
        }

        (await StoredLoad.QueryAsync<string>(bot, "SELECT DISTINCT state FROM load_jobs")).ShouldBe(["Done"]);
        (await StoredLoad.QueryAsync<long>(bot, "SELECT COUNT(*) FROM documents")).ShouldBe([files.Values.Sum()]);
        (await StoredLoad.QueryAsync<long>(bot, "SELECT COUNT(*) FROM notices")).ShouldBe([loads + late], "each end is told once");
        served.Count.ShouldBe(files.Values.Sum() + (2 * (loads + late)), "a turn is a list, a file or an end");
        foreach (var workspace in served.Distinct())
        {
            var own = Enumerable.Range(0, served.Count).Where(turn => served[turn] == workspace).ToArray();
            foreach (var (turn, next) in own.Zip(own.Skip(1)))
            {
                served[turn..next].ShouldBeUnique($"{workspace} waited from turn {turn} to turn {next}");
            }
        }
    }

    [Fact]
    public async Task In_a_workspace_the_oldest_load_goes_first()
    {
        await using var bot = await TestBot.StartAsync();
        var jobs = new List<string>();
        foreach (var name in (string[])["first", "second", "third"])
        {
            bot.Write($"{name}/a.txt", $"The {name} mill stands by the river.");
            jobs.Add((await StoredLoad.QueueAsync(bot, "discord-1", "boss", Path.Combine(bot.Folder, name))).Id);
            await StoredLoad.ExecuteAsync(bot, $"UPDATE load_jobs SET created_at = {jobs.Count} WHERE id = '{jobs[^1]}'");
        }

        var served = new List<string>();
        while (await bot.Get<LoadTurns>().TakeAsync(StoredLoad.Cancellation) is { } job)
        {
            served.Add(job.Id);
        }

        served.Distinct().ShouldBe(jobs);
        served.ShouldBe(jobs.SelectMany(id => Enumerable.Repeat(id, 3)));
    }

    private static async Task QueueAsync(TestBot bot, int load, Random random, Dictionary<string, int> files)
    {
        var workspace = $"discord-{load % Workspaces}";
        var count = load % Workspaces == 0 ? 12 : random.Next(1, 4); // one has much more to do than the others
        for (var file = 0; file < count; file++)
        {
            bot.Write($"{workspace}/{load}/{load}-{file}.txt", $"Load {load} of {workspace} has the file {file}.");
        }

        files[workspace] = files.GetValueOrDefault(workspace) + count;
        await StoredLoad.QueueAsync(bot, workspace, $"person-{load % 199}", Path.Combine(bot.Folder, workspace, $"{load}"));
    }
}
