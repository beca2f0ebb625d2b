using ResearchBot.FakeSlack;

namespace ResearchBot.Tests.FakeSlack;

public sealed class WallTests
{
    [Fact]
    public void The_fake_shares_no_code_with_the_program() =>
        typeof(FakeSlackServer).Assembly.GetReferencedAssemblies()
            .Where(name => name.Name!.StartsWith("ResearchBot", StringComparison.Ordinal)).ShouldBeEmpty();
}
