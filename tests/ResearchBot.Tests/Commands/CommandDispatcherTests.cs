using ResearchBot.Core.Commands;

namespace ResearchBot.Tests.Commands;

public sealed class CommandDispatcherTests
{
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
