using ResearchBot.Core.Platforms;

namespace ResearchBot.Tests.Platforms;

public sealed class ThreadTalkTests
{
    private readonly ThreadTalk _talk = new();

    [Fact]
    public void The_asker_is_answered_until_somebody_else_speaks_and_again_after_a_mention()
    {
        _talk.Opened("thread", "ann");
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
        _talk.Opened("old", "ann");
        for (var i = 0; i < 9_999; i++)
        {
            _talk.Hear($"thread {i}", "ann", isToBot: false, isToAnother: true);
        }

        _talk.Hear("old", "bob", isToBot: false, isToAnother: false).ShouldBeFalse();
        _talk.Opened("new", "ann");
        _talk.Hear("old", "bob", isToBot: false, isToAnother: false).ShouldBeTrue();
        _talk.Hear("thread 9998", "ann", isToBot: false, isToAnother: false).ShouldBeFalse();
    }

    private bool Says(string user, bool isToBot = false, bool isToAnother = false) => _talk.Hear("thread", user, isToBot, isToAnother);
}
