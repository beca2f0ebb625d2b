using ResearchBot.Core.Commands;
using ResearchBot.Core.Moderation;

namespace ResearchBot.Tests.Commands;

public sealed class CommandDispatcherTests
{
    [Theory]
    [InlineData("load")]
    [InlineData("documents remove")]
    [InlineData("check")]
    public async Task A_member_cannot_do_what_is_an_admins(string command)
    {
        await using var bot = await TestBot.StartAsync();
        var request = new CommandRequest(command, new Dictionary<string, string> { ["id"] = "x" }, new Person("default", "eve", Role.Member));
        var reply = await bot.Get<CommandDispatcher>().DispatchAsync(request, new TestSink(), TestContext.Current.CancellationToken);
        reply.ShouldBeOfType<ErrorReply>().Message.ShouldContain("admin");
    }

    [Theory]
    [InlineData("ask", "question")]
    [InlineData("search", "query")]
    [InlineData("load", "files")]
    [InlineData("documents show", "id")]
    public async Task A_missing_argument_is_named_with_an_example(string command, string argument)
    {
        await using var bot = await TestBot.StartAsync();
        var reply = (await bot.RunAsync(command, [])).ShouldBeOfType<ErrorReply>();
        reply.Message.ShouldContain(argument);
        reply.Message.ShouldContain("Example");
        reply.IsFailure.ShouldBeFalse();
    }

    [Theory]
    [InlineData("search", "query", "top", "0")]
    [InlineData("search", "query", "top", "9999")]
    [InlineData("search", "query", "top", "many")]
    [InlineData("documents show", "id", "version", "-1")]
    [InlineData("documents show", "id", "version", "1")]
    public async Task A_wrong_value_is_the_persons_error(string command, string required, string option, string value)
    {
        await using var bot = await TestBot.StartAsync();
        var reply = await bot.RunAsync(command, new() { [required] = "nothing", [option] = value });
        reply.ShouldBeOfType<ErrorReply>().IsFailure.ShouldBeFalse();
    }

    [Fact]
    public async Task What_went_wrong_inside_is_shown_as_an_id_only()
    {
        await using var bot = await TestBot.StartAsync();
        var reply = bot.Get<CommandDispatcher>().ToReply(new InvalidOperationException("secret path /etc"));
        reply.Message.ShouldContain(reply.Id);
        reply.Message.ShouldNotContain("secret");
        reply.IsFailure.ShouldBeTrue();
    }
}
