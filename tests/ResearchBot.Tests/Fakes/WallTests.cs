using ResearchBot.FakeDiscord;
using ResearchBot.FakeModel;
using ResearchBot.FakeSlack;
using ResearchBot.Fakes;

namespace ResearchBot.Tests.Fakes;

public sealed class WallTests
{
    [Theory]
    [InlineData(typeof(FakeDiscordServer))]
    [InlineData(typeof(FakeSlackServer))]
    [InlineData(typeof(FakeModelServer))]
    public void The_fake_shares_no_code_with_the_program(Type server) =>
        server.Assembly.GetReferencedAssemblies().Select(name => name.Name!)
            .Where(name => name.StartsWith("ResearchBot", StringComparison.Ordinal)).ShouldBe(["ResearchBot.Fakes"]);

    [Fact]
    public void What_the_fakes_share_shares_no_code_with_the_program() =>
        typeof(FakeProgram).Assembly.GetReferencedAssemblies().Select(name => name.Name!)
            .Where(name => name.StartsWith("ResearchBot", StringComparison.Ordinal)).ShouldBeEmpty();
}
