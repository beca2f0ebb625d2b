using ResearchBot.Core.Platforms;

namespace ResearchBot.Tests.Platforms;

public sealed class RecentRightsTests
{
    private readonly FakeTimeProvider _time = new(new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private int _asked;

    [Fact]
    public async Task Lost_rights_last_at_most_half_a_minute()
    {
        var rights = new RecentRights<int>(_time, 10);
        (await FindAsync(rights, "ann")).ShouldBe(1);
        _time.Advance(TimeSpan.FromSeconds(29));
        (await FindAsync(rights, "ann")).ShouldBe(1);
        (await FindAsync(rights, "bob")).ShouldBe(2);

        _time.Advance(TimeSpan.FromSeconds(1));

        (await FindAsync(rights, "ann")).ShouldBe(3);
        (await FindAsync(rights, "bob")).ShouldBe(2);
    }

    [Fact]
    public async Task They_count_from_the_question_and_not_from_the_slow_reply()
    {
        var rights = new RecentRights<int>(_time, 10);
        await rights.FindAsync("ann", _ =>
        {
            _time.Advance(TimeSpan.FromSeconds(20));
            return Task.FromResult(_asked++);
        }, CancellationToken.None);

        _time.Advance(TimeSpan.FromSeconds(10));

        (await FindAsync(rights, "ann")).ShouldBe(2);
    }

    [Fact]
    public async Task No_more_people_are_kept_than_it_was_made_for()
    {
        var rights = new RecentRights<int>(_time, 2);
        await FindAsync(rights, "ann");
        await FindAsync(rights, "bob");
        await FindAsync(rights, "cid");

        (await FindAsync(rights, "ann")).ShouldBe(4);
        (await FindAsync(rights, "cid")).ShouldBe(3);
    }

    private Task<int> FindAsync(RecentRights<int> rights, string person) => rights.FindAsync(person, _ => Task.FromResult(++_asked), CancellationToken.None);
}
