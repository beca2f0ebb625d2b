using ResearchBot.Core.Platforms;

namespace ResearchBot.Tests.Platforms;

public sealed class ThreadTalkTests
{
    private readonly ThreadTalk _talk = new();
    private int _said;

    [Fact]
    public void The_asker_is_answered_until_somebody_else_speaks_and_again_after_a_mention()
    {
        _talk.Opened("thread", "100", "ann");
        Says("ann").ShouldBeTrue();
        Says("ann", isToAnother: true).ShouldBeFalse();
        Says("ann").ShouldBeFalse();
        Says("bob", isToBot: true).ShouldBeTrue();
        Says("bob").ShouldBeTrue();
        Says("ann").ShouldBeFalse();
        Says("bob").ShouldBeFalse();
    }

    [Fact]
    public void The_first_to_go_on_in_a_thread_of_an_ended_process_is_its_asker()
    {
        Says("bob").ShouldBeTrue();
        Says("bob").ShouldBeTrue();
        Says("ann").ShouldBeFalse();
    }

    [Fact]
    public void Only_the_oldest_threads_are_forgotten()
    {
        _talk.Opened("old", "100", "ann");
        for (var i = 0; i < 9_999; i++)
        {
            _talk.Hear($"thread {i}", "100", "ann", isToBot: false, isToAnother: true);
        }

        _talk.Hear("old", "101", "bob", isToBot: false, isToAnother: false).ShouldBeFalse();
        _talk.Opened("new", "100", "ann");
        _talk.Hear("old", "101", "bob", isToBot: false, isToAnother: false).ShouldBeTrue();
        _talk.Hear("thread 9998", "101", "ann", isToBot: false, isToAnother: false).ShouldBeFalse();
    }

    [Fact]
    public void What_comes_later_than_what_followed_it_changes_nothing()
    {
        Hear("104", "ann", isToBot: true).ShouldBeTrue();
        Hear("103", "bob").ShouldBeFalse(); // sent again after its acknowledgement was lost
        Hear("102", "ann", isToAnother: true).ShouldBeFalse();
        Hear("105", "ann").ShouldBeTrue();
        Hear("107", "bob").ShouldBeFalse();
        Hear("106", "ann", isToBot: true).ShouldBeTrue();
        Hear("108", "ann").ShouldBeFalse();
        Hear("109", "ann", isToBot: true).ShouldBeTrue();
        Hear("110", "ann").ShouldBeTrue();
    }

    private bool Says(string user, bool isToBot = false, bool isToAnother = false) => Hear($"{200 + _said++}", user, isToBot, isToAnother);

    private bool Hear(string message, string user, bool isToBot = false, bool isToAnother = false) => _talk.Hear("thread", message, user, isToBot, isToAnother);
}
