using ResearchBot.FakeDiscord;
using ResearchBot.FakeModel;
using ResearchBot.FakeSlack;

namespace ResearchBot.Tests.Fakes;

public sealed class WallTests
{
    [Theory]
    [InlineData(typeof(FakeDiscordServer))]
    [InlineData(typeof(FakeSlackServer))]
    [InlineData(typeof(FakeModelServer))]
    public void The_fake_shares_no_code_with_the_program(Type server) =>
        server.Assembly.GetReferencedAssemblies().Select(name => name.Name!)
            .Where(name => name.StartsWith("ResearchBot", StringComparison.Ordinal)).ShouldBeEmpty();
}
