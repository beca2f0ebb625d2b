using Microsoft.Extensions.Logging;
using ResearchBot.Core.Answering;
using ResearchBot.Core.Answering.Answers;
using ResearchBot.Core.Commands;
using ResearchBot.Core.Documents;
using ResearchBot.Core.Search;

namespace ResearchBot.Tests.Workspaces;

public sealed class CanaryTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_canary_is_in_anything_that_its_audience_may_not_see()
    {
        await using var bot = await TestBot.StartAsync();
        await using var lagging = await TestBot.StartAsync(over: bot);
        using var log = new CanaryLog();
        bot.Get<ILoggerFactory>().AddProvider(log);
        lagging.Get<ILoggerFactory>().AddProvider(log);
        var random = new Random(5);
        var world = new CanaryWorld(bot, random);
        await world.BuildAsync();

        var allowed = 0;
        var shown = new HashSet<string>();
        for (var request = 0; request < TestScale.Of(100_000); request++)
        {
            if (request % 20 == 0)
            {
                await world.SteerAsync();
            }

            if (request % 200 == 0)
            {
                await lagging.Get<IndexFollower>().CatchUpAsync(Cancellation);
            }

            var reader = world.AnyReader();
            var line = world.AnyLine(reader);
            var reply = await AskAsync(request % 2 == 0 ? bot : lagging, reader, line);
            world.Keep(reply, reader);
            var judged = world.Judge(reply, reader);
            judged.Leaked.Select(document => document.Collection).ShouldBeEmpty($"“{line}” by {reader} in request {request}");
            allowed += judged.Allowed;
            if (judged.Allowed > 0)
            {
                shown.Add(CanaryWorld.KindOf(line, reply));
            }
        }

        shown.Order().ShouldBe(CanaryWorld.Kinds.Order(), "each kind of line shows something somewhere");
        allowed.ShouldBeGreaterThan(TestScale.Of(100_000), "what may be read is shown");
        world.Find(string.Join('\n', log.Lines)).ShouldBeEmpty();

        await TheControlLeaksAsync(bot, world);
        bot.Get<CommandDispatcher>().ToReply(new InvalidOperationException(world.Documents[0].Canary));
        world.Find(string.Join('\n', log.Lines)).ShouldBe([world.Documents[0]], "the log is read, down to what was thrown");
    }

    private static Task<Reply> AskAsync(TestBot bot, CanaryReader reader, string line) =>
        new TestPlatform(bot, reader.Workspace).TypeAsync(
            reader.Person, line, reader.Channel, reader.Role, reader.IsPrivate, reader.Roles);

    /// <summary>The same world and the same judge, with searches that pass the rights by.</summary>
    private static async Task TheControlLeaksAsync(TestBot bot, CanaryWorld world)
    {
        var everything = new ReadScope([.. world.Collections.Select(one => new CollectionId(one.Workspace, one.Name))]);
        var (foreign, limited) = (0, 0);
        for (var request = 0; request < 200; request++)
        {
            var reader = world.AnyReader();
            var own = new ReadScope([.. everything.Collections.Where(one => one.Workspace == reader.Workspace)]);
            foreign += world.Judge(await SearchAsync(bot, everything), reader).Leaked.Count(document => document.Collection.Workspace != reader.Workspace);
            limited += world.Judge(await SearchAsync(bot, own), reader).Leaked.Count;
        }

        foreign.ShouldBeGreaterThan(100);
        limited.ShouldBeGreaterThan(100);
    }

    private static async Task<Reply> SearchAsync(TestBot bot, ReadScope scope)
    {
        var found = (await bot.Get<Retriever>().ReadAsync(Question.Parse("harbour rooms"), scope, 5, Cancellation)).Found;
        return new SearchReply([.. found.Chunks.Select(chunk => new SearchHit(
            CitedDocument.Of(chunk.Version.Document), chunk.Chunk.Place, chunk.Text.ToString(), chunk.Score))]);
    }
}
