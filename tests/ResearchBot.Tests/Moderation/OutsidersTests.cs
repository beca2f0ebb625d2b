using Microsoft.Extensions.DependencyInjection;
using ResearchBot.Core.Documents;
using ResearchBot.Core.Moderation;
using ResearchBot.Tests.Support;

namespace ResearchBot.Tests.Moderation;

public sealed class OutsidersTests
{
    private const string Workspace = "slack-T1";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Random people come, become guests or leave, channels are shared and collections opened; then somebody reads. Whether they may is worked out
    /// from each person in the channel.</summary>
    [Fact]
    public async Task Nobody_ever_reads_a_collection_that_is_not_open_to_every_reader_of_the_reply()
    {
        var random = new Random(20261201);
        await using var bot = await TestBot.StartAsync();
        var (rights, outsiders, collections) = (bot.Get<CollectionRights>(), bot.Get<Outsiders>(), bot.Get<CollectionStore>());
        var openTo = Enumerable.Range(0, 5).ToDictionary(number => new CollectionId(Workspace, $"part-{number}"), _ => Affiliation.Member);
        foreach (var collection in openTo.Keys)
        {
            await collections.CreateAsync(collection, Cancellation);
        }

        var kinds = Enumerable.Range(0, 12).ToDictionary(number => $"slack:U{number}", _ => Affiliation.Member);
        var channels = Enumerable.Range(0, 6).ToDictionary(number => $"slack:C{number}", _ => new HashSet<string> { "slack:U0" });
        T Any<T>(IEnumerable<T> all) => all.ElementAt(random.Next(all.Count()));
        var (draws, leaks, lacks) = (TestScale.Of(100_000, part: 20), 0, 0);
        for (var draw = 0; draw < draws; draw++)
        {
            switch (random.Next(8))
            {
                case 0:
                    var collection = Any(openTo.Keys);
                    await rights.OpenToAsync(collection, openTo[collection] = (Affiliation)random.Next(3), Cancellation);
                    break;
                case 1:
                    var (channel, comer) = (Any(channels.Keys), Any(kinds.Keys));
                    channels[channel].Add(comer);
                    await NoteAsync(channel, comer);
                    break;
                case 2 when Any(kinds.Keys.Skip(1)) is var changed && channels.Values.All(members => !members.Contains(changed)):
                    kinds[changed] = (Affiliation)random.Next(3);
                    break;
                case 3: // it is shared no more
                    var left = Any(channels.Keys);
                    channels[left].RemoveWhere(person => kinds[person] == Affiliation.External);
                    await NoteAsync(left, "slack:U0");
                    break;
            }

            var isPrivate = random.Next(3) == 0;
            var (person, room) = (Any(kinds.Keys), Any(channels.Keys));
            await outsiders.NotePersonAsync(Workspace, person, kinds[person], Cancellation);
            var audience = isPrivate ? new Audience(Workspace, room, person, []) : new Audience(Workspace, room, Person: null, []);
            var farthest = isPrivate ? kinds[person] : channels[room].Max(member => kinds[member]);
            var read = (await rights.ReadableAsync(audience, Cancellation)).Collections.Where(openTo.ContainsKey).ToHashSet();
            leaks += read.Count(collection => openTo[collection] < farthest);
            lacks += openTo.Count(collection => collection.Value >= farthest && !read.Contains(collection.Key));
        }

        (leaks, lacks).ShouldBe((0, 0));

        async Task NoteAsync(string channel, string writer)
        {
            await outsiders.NotePersonAsync(Workspace, writer, kinds[writer], Cancellation);
            await outsiders.NoteChannelAsync(Workspace, channel, channels[channel].Any(member => kinds[member] == Affiliation.External), kinds[writer], Cancellation);
            foreach (var guest in channels[channel].Where(member => kinds[member] == Affiliation.Guest))
            {
                await outsiders.NoteChannelAsync(Workspace, channel, isShared: null, kinds[guest], Cancellation);
            }
        }
    }

    [Fact]
    public async Task They_are_told_once_a_day_and_a_guest_s_channel_counts_as_read_by_guests_for_a_month()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var bot = await TestBot.StartAsync(add: services => services.AddSingleton<TimeProvider>(time));
        var outsiders = bot.Get<Outsiders>();
        await outsiders.NotePersonAsync(Workspace, "slack:U1", Affiliation.External, Cancellation);
        (await outsiders.TellAsync(Workspace, "slack:U1", Cancellation)).ShouldBeTrue();
        time.Advance(TimeSpan.FromHours(23));
        await outsiders.NotePersonAsync(Workspace, "slack:U1", Affiliation.Guest, Cancellation);
        (await outsiders.TellAsync(Workspace, "slack:U1", Cancellation)).ShouldBeFalse();
        time.Advance(TimeSpan.FromHours(1));
        (await outsiders.TellAsync(Workspace, "slack:U1", Cancellation)).ShouldBeTrue();
        (await outsiders.TellAsync(Workspace, "slack:U2", Cancellation)).ShouldBeFalse("a member is not to be told");

        await outsiders.NoteChannelAsync(Workspace, "slack:C1", isShared: false, Affiliation.Guest, Cancellation);
        await outsiders.NoteChannelAsync(Workspace, "slack:C1", isShared: false, Affiliation.Member, Cancellation);
        time.Advance(TimeSpan.FromDays(29));
        (await outsiders.OfAsync(Workspace, "slack:C1", Cancellation)).ShouldBe(Affiliation.Guest);
        time.Advance(TimeSpan.FromDays(1));
        (await outsiders.OfAsync(Workspace, "slack:C1", Cancellation)).ShouldBe(Affiliation.Member);
        (await outsiders.OfAsync(Workspace, "slack:U1", Cancellation)).ShouldBe(Affiliation.Guest);
        (await outsiders.OfAsync("slack-T2", "slack:U1", Cancellation)).ShouldBe(Affiliation.Member);
    }

    [Fact]
    public async Task The_audience_of_a_collection_is_one_of_three_words_and_stands_beside_its_rights()
    {
        await using var bot = await TestBot.StartAsync();
        var platform = new TestPlatform(bot, Workspace);
        Task<ResearchBot.Core.Commands.Reply> SteerAsync(string line) => platform.TypeAsync("boss", line, role: Role.Admin);
        await SteerAsync("/collections create board");
        (await SteerAsync("/collections rights board --audience friends")).ShouldBeOfType<ResearchBot.Core.Commands.ErrorReply>().Message.ShouldContain("members, guests or everyone");
        (await SteerAsync("/collections rights board --channel slack:C1 --audience Guests")).ShouldBeOfType<ResearchBot.Core.Commands.TableReply>().Rows
            .ShouldBe([["channel", "slack:C1", "in that channel"], ["guests too", string.Empty, "in the same places"]]);
        var (rights, outsiders) = (bot.Get<CollectionRights>(), bot.Get<Outsiders>());
        await outsiders.NotePersonAsync(Workspace, "slack:U1", Affiliation.Guest, Cancellation);
        (await rights.ReadableAsync(new Audience(Workspace, "slack:C1", "slack:U1", []), Cancellation)).Collections.ShouldContain(new CollectionId(Workspace, "board"));
        (await rights.ReadableAsync(new Audience(Workspace, "slack:C2", "slack:U1", []), Cancellation)).Collections.ShouldBeEmpty();
        await outsiders.NoteChannelAsync(Workspace, "slack:C1", isShared: true, Affiliation.Member, Cancellation);
        var shared = await rights.ReadableAsync(new Audience(Workspace, "slack:C1", Person: null, []), Cancellation);
        (shared.Collections, shared.LeftOut.Select(one => one.Name)).ShouldSatisfyAllConditions(one => one.Collections.ShouldBeEmpty(), one => one.Item2.ShouldContain("board"));
    }
}
