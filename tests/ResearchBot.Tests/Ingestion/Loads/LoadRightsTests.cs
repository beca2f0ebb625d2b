using Microsoft.Extensions.Options;
using ResearchBot.Core.Commands;
using ResearchBot.Core.Ingestion;
using ResearchBot.Core.Ingestion.Loads;
using ResearchBot.Core.Moderation;
using ResearchBot.Reading;
using ResearchBot.Settings;

namespace ResearchBot.Tests.Ingestion.Loads;

/// <summary>What a load may do, and how much.</summary>
public sealed class LoadRightsTests
{
    [Fact]
    public async Task Into_a_closed_collection_loads_only_who_may_read_it_there()
    {
        await using var bot = await TestBot.StartAsync();
        var discord = new TestPlatform(bot);
        var path = bot.Write("docs/a.txt", "The mill stands by the river.");
        await TypeAsync("/collections create board");
        await TypeAsync("/collections rights board --channel discord:board-room");

        foreach (var flag in (string[])["", " --prune"])
        {
            (await LoadAsync("general", flag)).ShouldBeOfType<ErrorReply>().Message.ShouldContain("may not be read by everybody here");
        }

        (await LoadAsync("discord:board-room", "")).ShouldBeOfType<LoadReply>();
        (await TypeAsync("/loads list")).ShouldBeOfType<TableReply>().Rows.ShouldBeEmpty("the names of its files are closed too");
        var id = (await TypeAsync("/loads list", "discord:board-room")).ShouldBeOfType<TableReply>().Rows.ShouldHaveSingleItem()[0];
        (await TypeAsync($"/loads show {id}")).ShouldBeOfType<ErrorReply>();
        (await TypeAsync($"/loads cancel {id}")).ShouldBeOfType<ErrorReply>();

        Task<Reply> TypeAsync(string line, string channel = "general") => discord.TypeAsync("boss", line, channel, Role.Admin);
        Task<Reply> LoadAsync(string channel, string flag) => discord.TypeAsync(
            "boss", $"/load a.txt --collection board{flag}", channel, Role.Admin, sources: [new FolderSource(path, new ReadingOptions())]);
    }

    [Fact]
    public async Task The_consoles_owner_loads_into_a_closed_collection()
    {
        await using var bot = await TestBot.StartAsync();
        var path = bot.Write("docs/a.txt", "The mill stands by the river.");
        await bot.RunAsync("collections create", new() { ["name"] = "board" });
        await bot.RunAsync("collections rights", new() { ["name"] = "board", ["channel"] = "discord:91" });
        (await bot.RunAsync("load", new() { ["collection"] = "board" }, path)).ShouldBeOfType<LoadReply>();
    }

    [Fact]
    public async Task A_document_that_was_moved_is_not_loaded_a_second_time_and_stays_where_it_is()
    {
        await using var bot = await TestBot.StartAsync();
        var path = bot.Write("docs/a.txt", "The mill stands by the river.");
        var id = (await bot.LoadAsync(path)).Files.Single().DocumentId!;
        await bot.RunAsync("collections create", new() { ["name"] = "board" });
        await bot.RunAsync("collections move", new() { ["document"] = id, ["name"] = "board" });

        var unchanged = (await bot.LoadAsync(path)).Files.Single();
        bot.Write("docs/a.txt", "The mill stands on the hill.");
        var changed = (await bot.LoadAsync(Path.Combine(bot.Folder, "docs"))).Files.Single();

        unchanged.ShouldBe(new FileResult(path, FileStatus.Unchanged, unchanged.Reason, id, 1, 1));
        changed.DocumentId.ShouldBe(id);
        (changed.Status, changed.Version).ShouldBe((FileStatus.Loaded, 2));
        changed.Reason.ShouldNotBeNull().ShouldContain("stays there");
        (await StoredLoad.QueryAsync<string>(bot, "SELECT collection FROM documents")).ShouldBe(["board"]);

        await bot.RunAsync("load", new() { ["collection"] = "other" }, path); // nobody moved it from there
        (await StoredLoad.QueryAsync<string>(bot, "SELECT collection FROM documents ORDER BY collection")).ShouldBe(["board", "other"]);
    }

    [Theory]
    [InlineData("MaxQueuedJobsPerPerson", "You have 2 loads on their way")]
    [InlineData("MaxQueuedJobsPerWorkspace", "There are 2 loads on their way here")]
    public async Task Too_many_loads_are_refused_with_what_to_do(string setting, string message)
    {
        await using var bot = await TestBot.StartAsync();
        var path = bot.Write("docs/a.txt", "The mill stands by the river.");
        typeof(LoadingOptions).GetProperty(setting)!.SetValue(bot.Get<IOptions<LoadingOptions>>().Value, 2);
        await StoredLoad.QueueAsync(bot, "discord-1", "boss", path);
        await StoredLoad.QueueAsync(bot, "discord-1", "boss", path);
        await StoredLoad.QueueAsync(bot, "discord-2", "boss", path); // another workspace

        var refused = await Should.ThrowAsync<ResearchBot.Core.UserFacingException>(() => StoredLoad.QueueAsync(bot, "discord-1", "boss", path));

        refused.Message.ShouldContain(message);
        refused.Message.ShouldContain("loads cancel");
        await StoredLoad.FinishAsync(bot);
        await StoredLoad.QueueAsync(bot, "discord-1", "boss", path);
    }

    [Fact]
    public async Task Too_many_files_are_refused_before_any_is_loaded()
    {
        await using var bot = await TestBot.StartAsync();
        var options = bot.Get<IOptions<LoadingOptions>>().Value;
        Enumerable.Range(0, 3).ToList().ForEach(file => bot.Write($"docs/{file}.txt", $"The mill {file}."));
        var docs = Path.Combine(bot.Folder, "docs");

        options.MaxFilesPerJob = 2;
        (await bot.RunAsync("load", [], docs)).ShouldBeOfType<ErrorReply>().Message.ShouldContain("Loading:MaxFilesPerJob");
        options.MaxFilesPerJob = 3;
        options.MaxFilesPerDayPerWorkspace = 4;
        (await bot.RunAsync("load", [], docs)).ShouldBeOfType<LoadReply>();
        (await bot.RunAsync("load", [], docs)).ShouldBeOfType<ErrorReply>().Message.ShouldContain("1 of 4 are left");
    }

    [Fact]
    public async Task A_fault_that_nobody_knows_ends_the_load_and_says_so()
    {
        await using var bot = await TestBot.StartAsync();
        Enumerable.Range(0, 4).ToList().ForEach(file => bot.Write($"docs/{file}.txt", $"The mill {file} stands by the river."));
        await StoredLoad.ExecuteAsync(bot, "CREATE TRIGGER broken BEFORE INSERT ON documents WHEN NEW.key > '2' BEGIN SELECT RAISE(ABORT, 'x'); END");

        (await bot.RunAsync("load", [], Path.Combine(bot.Folder, "docs"))).ShouldBeOfType<ErrorReply>().IsFailure.ShouldBeTrue();

        (await StoredLoad.QueryAsync<string>(bot, "SELECT state FROM load_jobs")).ShouldBe(["Failed"]);
        (await StoredLoad.QueryAsync<long>(bot, "SELECT COUNT(*) FROM documents")).ShouldBe([2]);
    }
}
