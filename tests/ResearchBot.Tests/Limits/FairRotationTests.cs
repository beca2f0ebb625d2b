using FsCheck;
using FsCheck.Fluent;
using ResearchBot.Core.Moderation.Limits;

namespace ResearchBot.Tests.Limits;

public sealed class FairRotationTests
{
    /// <summary>Somebody asks, the next is taken, or somebody's oldest or newest question is given up.</summary>
    private static readonly Gen<(int Kind, int Workspace, int Person)[]> Steps =
        Gen.Choose(0, (8 * 4 * 3) - 1).Select(number => (number % 8, number / 8 % 4, number / 32)).ArrayOf();

    [Fact]
    public void Between_two_turns_of_who_waits_every_other_workspace_and_person_has_at_most_one() => Properties.Holds(Steps, steps =>
    {
        var rotation = new FairRotation<int>();
        var waiting = new List<(string Workspace, string Person, int Item)>();
        var turns = new List<(string Workspace, string Person)>();
        var since = new Dictionary<string, int>(); // from which turn on a workspace, or a person of one, has waited without a turn
        for (var i = 0; i < steps.Length; i++)
        {
            var (workspace, person) = ($"w{steps[i].Workspace}", $"p{steps[i].Person}");
            if (steps[i].Kind < 5)
            {
                rotation.Add(workspace, person, i);
                since.TryAdd(workspace, turns.Count);
                since.TryAdd($"{workspace}/{person}", turns.Count);
                waiting.Add((workspace, person, i));
            }
            else if (steps[i].Kind < 7)
            {
                rotation.TryTake(out var item).ShouldBe(waiting.Count > 0);
                if (waiting.Count == 0)
                {
                    continue;
                }

                var taken = waiting.Single(one => one.Item == item);
                item.ShouldBe(waiting.First(one => one.Workspace == taken.Workspace && one.Person == taken.Person).Item, "a person's are in order");
                var others = turns.Skip(since[taken.Workspace]).Select(turn => turn.Workspace).ToArray();
                others.ShouldBeUnique("no other workspace had two turns while this one waited");
                var own = $"{taken.Workspace}/{taken.Person}";
                turns.Skip(since[own]).Where(turn => turn.Workspace == taken.Workspace).Select(turn => turn.Person).ShouldBeUnique("nor another person of it");
                turns.Add((taken.Workspace, taken.Person));
                waiting.Remove(taken);
                since[taken.Workspace] = since[own] = turns.Count;
            }
            else if (waiting.Where(one => one.Workspace == workspace && one.Person == person).ToArray() is { Length: > 0 } theirs)
            {
                var given = theirs[i % 2 == 0 ? 0 : ^1];
                rotation.Remove(workspace, person, given.Item).ShouldBeTrue();
                rotation.Remove(workspace, person, given.Item).ShouldBeFalse();
                waiting.Remove(given);
            }

            foreach (var gone in since.Keys.Where(one => waiting.All(other => other.Workspace != one && $"{other.Workspace}/{other.Person}" != one)).ToArray())
            {
                since.Remove(gone);
            }

            rotation.Count.ShouldBe(waiting.Count);
            rotation.CountOf(workspace).ShouldBe(waiting.Count(one => one.Workspace == workspace));
            rotation.CountOf(workspace, person).ShouldBe(waiting.Count(one => one.Workspace == workspace && one.Person == person));
        }
    }, cases: 1_000);

    [Fact]
    public void Within_a_workspace_persons_take_turns()
    {
        var rotation = new FairRotation<string>();
        foreach (var item in new[] { "ann 1", "ann 2", "ann 3", "bob 1", "bob 2", "eve 1" })
        {
            rotation.Add("one", item[..3], item);
        }

        rotation.Add("two", "dan", "dan 1");
        var taken = new List<string>();
        while (rotation.TryTake(out var item))
        {
            taken.Add(item);
        }

        taken.ShouldBe(["ann 1", "dan 1", "bob 1", "eve 1", "ann 2", "bob 2", "ann 3"]);
    }
}
