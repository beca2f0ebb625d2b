using ResearchBot.Core.Commands;
using ResearchBot.Core.Moderation;
using ResearchBot.Core.Privacy;
using ResearchBot.Tests.Ingestion;
using ResearchBot.Tests.Moderation;

namespace ResearchBot.Tests.Privacy;

/// <summary>Whatever a command keeps of who used it, in whatever table: nothing of it is left.</summary>
public sealed class EveryTraceTests
{
    [Fact]
    public async Task Whoever_used_every_command_is_nowhere_once_forgotten()
    {
        await using var bot = await TestBot.StartAsync();
        var bed = new MatrixBot(bot, RoleSource.Platform);
        await bed.PrepareAsync();
        await bed.TypeAsAdminAsync("/resume");
        foreach (var cell in RoleMatrix.Read().Cells.Where(cell => cell.Role == Role.Admin))
        {
            await bed.TryAsync(cell);
        }

        (await StoreTraces.InRowsAsync(bot, "some-Admin")).ShouldNotBeEmpty();
        (await new TestPlatform(bot).TypeAsync("discord:some-Admin", "/forget me --yes", role: Role.Admin)).ShouldBeOfType<DoneReply>();
        (await StoreTraces.InRowsAsync(bot, "some-Admin")).ShouldBeEmpty();
        StoreTraces.InFiles(bot, "some-Admin").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_workspace_in_which_every_command_was_used_is_nowhere_once_erased()
    {
        await using var bot = await TestBot.StartAsync();
        var bed = new MatrixBot(bot, RoleSource.Platform);
        await bed.PrepareAsync();
        await bed.TypeAsAdminAsync("/resume");
        foreach (var cell in RoleMatrix.Read().Cells.Where(cell => cell.Role == Role.Admin))
        {
            await bed.TryAsync(cell);
        }

        (await StoreTraces.InRowsAsync(bot, "discord-1")).ShouldNotBeEmpty();
        foreach (var workspace in (string[])["discord-1", "slack-T0123456789"]) // the second was linked to the first, and its audit says so
        {
            await bot.Get<WorkspaceErasure>().EraseAsync(workspace, TestContext.Current.CancellationToken);
        }

        (await StoreTraces.InRowsAsync(bot, "discord-1", "some-Admin")).ShouldBeEmpty();
        (await StoredLoad.QueryAsync<long>(bot, "SELECT COUNT(*) FROM originals")).ShouldBe([0]);
    }
}
