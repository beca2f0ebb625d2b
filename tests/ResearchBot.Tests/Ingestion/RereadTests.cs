using Microsoft.Extensions.DependencyInjection;
using ResearchBot.Core.Commands;
using ResearchBot.Core.Documents;
using ResearchBot.Core.Ingestion;

namespace ResearchBot.Tests.Ingestion;

/// <summary>Documents that an older version of the program read.</summary>
public sealed class RereadTests
{
    [Fact]
    public async Task A_document_is_read_anew_from_its_kept_file_and_old_citations_still_open()
    {
        var reader = new LinesReader();
        await using var bot = await StartAsync(reader);
        var path = bot.Write("docs/a.txt", "The mill stands by the river.");
        var id = (await bot.LoadAsync(path)).Files.Single().DocumentId!;
        File.Delete(path);
        await AgeAsync(bot);
        reader.Prefix = "Anew: ";

        (await bot.Get<RereadWorker>().TryRunAsync(StoredLoad.Cancellation)).ShouldBe(1);

        (await TextAsync(bot, id)).ShouldBe("Anew: The mill stands by the river.");
        (await TextAsync(bot, id, "1")).ShouldBe("The mill stands by the river.");
        (await bot.Get<RereadWorker>().TryRunAsync(StoredLoad.Cancellation)).ShouldBe(0);
        (await bot.Get<OutdatedDocuments>().CountAsync(StoredLoad.Cancellation)).ShouldBe((0, 0));
    }

    [Theory]
    [InlineData("The mill stands by the river.", true)]
    [InlineData("Somebody wrote something else.", false)]
    public async Task Where_no_file_is_kept_the_same_file_at_its_source_is_read_and_otherwise_the_document_is_marked(string now, bool isRead)
    {
        await using var bot = await StartAsync(new LinesReader(), new() { ["Reading:KeepOriginals"] = "false" });
        var path = bot.Write("docs/a.txt", "The mill stands by the river.");
        await bot.LoadAsync(path);
        (await StoredLoad.QueryAsync<long>(bot, "SELECT COUNT(*) FROM originals")).ShouldBe([0]);
        bot.Write("docs/a.txt", now);
        await AgeAsync(bot);

        await bot.Get<RereadWorker>().TryRunAsync(StoredLoad.Cancellation);

        (await StoredLoad.QueryAsync<long>(bot, "SELECT current_version FROM documents")).ShouldBe([isRead ? 2 : 1]);
        var list = await bot.RunAsync("documents list", []);
        ReplyLines.Of(list).Any(line => line.EndsWith("loaded by an older version; load it again", StringComparison.Ordinal)).ShouldBe(!isRead);
        (await bot.Get<OutdatedDocuments>().CountAsync(StoredLoad.Cancellation)).ShouldBe((0, isRead ? 0 : 1));
        (await bot.LoadAsync(path)).Files.Single().Status.ShouldBe(isRead ? FileStatus.Unchanged : FileStatus.Loaded);
        ReplyLines.Of(await bot.RunAsync("documents list", [])).ShouldNotContain(line => line.Contains("older version"));
    }

    [Fact]
    public async Task Only_one_process_reads_and_workspaces_take_turns()
    {
        var reader = new LinesReader();
        await using var bot = await StartAsync(reader);
        foreach (var workspace in (string[])["slack-T1", "slack-T1", "slack-T1", "discord-1"])
        {
            await StoredLoad.QueueAsync(bot, workspace, "boss", bot.Write($"{workspace}-{Guid.NewGuid():N}.txt", $"The mill of {Guid.NewGuid()}."));
            await StoredLoad.FinishAsync(bot);
        }

        await AgeAsync(bot);
        var next = await bot.Get<OutdatedDocuments>().NextAsync(10, StoredLoad.Cancellation);
        next.Select(one => one.Workspace).ShouldBe(["discord-1", "slack-T1", "slack-T1", "slack-T1"]);

        await StoredLoad.ExecuteAsync(bot, $"UPDATE reading_turn SET holder = 'another', held_until = {DateTimeOffset.UtcNow.AddMinutes(1).ToUnixTimeMilliseconds()}");
        (await bot.Get<RereadWorker>().TryRunAsync(StoredLoad.Cancellation)).ShouldBeNull();
        await StoredLoad.ExecuteAsync(bot, "UPDATE reading_turn SET held_until = 0");
        (await bot.Get<RereadWorker>().TryRunAsync(StoredLoad.Cancellation)).ShouldBe(4);
    }

    [Fact]
    public async Task The_remarks_of_a_reader_stand_in_the_report_and_stay_with_the_version()
    {
        await using var bot = await StartAsync(new LinesReader());
        var path = bot.Write("docs/a.txt", "The mill stands by the river.\nremark: Page 3 was not read: it is a picture.");
        var report = await bot.LoadAsync(path);

        report.Files.Single().Remark.ShouldBe("Page 3 was not read: it is a picture.");
        ReplyLines.Line(report.Files.Single()).ShouldContain("Page 3 was not read");
        var load = (await StoredLoad.QueryAsync<string>(bot, "SELECT id FROM load_jobs")).Single();
        ReplyLines.Of(await bot.RunAsync("loads show", new() { ["load"] = load })).ShouldContain(line => line.Contains("remark Page 3 was not read"));
        var shown = (DocumentReply)await bot.RunAsync("documents show", new() { ["id"] = report.Files.Single().DocumentId! });
        shown.Version.Remarks.ShouldBe(["Page 3 was not read: it is a picture."]);
        ResearchBot.CommandLine.ReplyWriter.Write(shown).ShouldContain("\"remarks\"");
    }

    [Fact]
    public async Task A_kept_file_goes_with_the_last_version_that_was_read_from_it()
    {
        await using var bot = await StartAsync(new LinesReader());
        var one = (await bot.LoadAsync(bot.Write("one/a.txt", "The mill stands by the river."))).Files.Single().DocumentId!;
        await bot.LoadAsync(bot.Write("two/b.txt", "The mill stands by the river."));
        (await StoredLoad.QueryAsync<long>(bot, "SELECT COUNT(*) FROM originals")).ShouldBe([1]);

        await bot.RunAsync("documents remove", new() { ["id"] = one });
        await StripAsync(bot);
        (await StoredLoad.QueryAsync<long>(bot, "SELECT COUNT(*) FROM originals")).ShouldBe([1]);
        (await StoredLoad.QueryAsync<string>(bot, $"SELECT text || places || blocks || links || remarks FROM versions WHERE document_id = '{one}'")).ShouldBe(["[]"]);

        await StoredLoad.ExecuteAsync(bot, "UPDATE documents SET removed_at = 1");
        await StripAsync(bot);
        (await StoredLoad.QueryAsync<long>(bot, "SELECT COUNT(*) FROM originals")).ShouldBe([0]);
    }

    private static Task<TestBot> StartAsync(LinesReader reader, Dictionary<string, string?>? settings = null) =>
        TestBot.StartAsync(settings: settings, add: services => services.AddSingleton<IFileReader>(reader));

    private static Task AgeAsync(TestBot bot) => StoredLoad.ExecuteAsync(bot, "UPDATE versions SET reading = 1, content_hash = '1' || SUBSTR(content_hash, 2)");

    private static Task<int> StripAsync(TestBot bot) =>
        bot.Get<ResearchBot.Core.Privacy.DocumentErasure>().StripRemovedAsync(workspace: null, DateTimeOffset.UtcNow.AddMinutes(1), StoredLoad.Cancellation);

    private static async Task<string> TextAsync(TestBot bot, string id, string? version = null)
    {
        var arguments = new Dictionary<string, string> { ["id"] = id };
        if (version is not null)
        {
            arguments["version"] = version;
        }

        return ((DocumentReply)await bot.RunAsync("documents show", arguments)).Version.Text;
    }
}
