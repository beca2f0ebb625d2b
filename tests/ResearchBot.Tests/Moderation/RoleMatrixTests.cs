using ResearchBot.Core.Commands;
using ResearchBot.Core.Moderation;

namespace ResearchBot.Tests.Moderation;

public sealed class RoleMatrixTests
{
    private static readonly RoleMatrix Matrix = RoleMatrix.Read();

    [Fact]
    public async Task Every_command_is_in_the_matrix_and_nothing_else_is()
    {
        await using var bot = await TestBot.StartAsync();
        Matrix.Cells.Where(cell => cell.Role == Role.Admin).Select(cell => cell.Command)
            .ShouldBe(bot.Get<CommandCatalog>().Commands.Select(command => command.Name));
    }

    [Theory]
    [InlineData(RoleSource.Console)]
    [InlineData(RoleSource.Platform)]
    [InlineData(RoleSource.GrantToPerson)]
    [InlineData(RoleSource.GrantToGroup)]
    public async Task Whom_the_matrix_refuses_is_told_the_role_and_changes_nothing_and_others_are_served(RoleSource source)
    {
        await using var bot = await TestBot.StartAsync();
        var bed = new MatrixBot(bot, source);
        await bed.PrepareAsync();
        var before = await StoreRows.ReadAsync(bot, except: "audit");
        foreach (var cell in Matrix.Cells.Where(cell => !cell.Permitted))
        {
            var refused = (await bed.TryAsync(cell)).ShouldBeOfType<ErrorReply>(cell.ToString());
            refused.Message.ShouldContain($"the role {Matrix.LeastFor(cell.Command).ToString().ToLowerInvariant()}", customMessage: cell.ToString());
            refused.IsFailure.ShouldBeFalse();
            (await StoreRows.ReadAsync(bot, except: "audit")).ShouldBe(before, cell.ToString());
        }

        await bed.TypeAsAdminAsync("/resume");
        foreach (var cell in Matrix.Cells.Where(cell => cell.Permitted).OrderBy(cell => cell.Role))
        {
            var reply = await bed.TryAsync(cell);
            if (cell.Command == "evaluate")
            {
                reply.ShouldBeOfType<ErrorReply>().Message.ShouldContain("no question set"); // its example names one that is not here
            }
            else
            {
                reply.ShouldNotBeOfType<ErrorReply>($"{cell} {(reply as ErrorReply)?.Message}");
            }
        }
    }
}
