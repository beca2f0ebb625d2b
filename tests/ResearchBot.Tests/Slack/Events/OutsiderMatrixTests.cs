using ResearchBot.Core.Documents;
using ResearchBot.Core.Platforms;
using ResearchBot.Core.Search;
using ResearchBot.FakeSlack.Messages;
using ResearchBot.FakeSlack.Teams;

namespace ResearchBot.Tests.Slack.Events;

/// <summary>Everybody asks everywhere for a word of each collection. What may be read is worked out from who is in a channel of the fake, not from the bot.</summary>
public sealed class OutsiderMatrixTests
{
    private static readonly (string Name, Affiliation OpenTo, string Canary)[] Collections =
        [("harbour", Affiliation.Member, "zorblax"), ("bridge", Affiliation.Guest, "quillip"), ("library", Affiliation.External, "vantrup")];

    [Fact]
    public async Task In_no_cell_of_person_channel_and_collection_does_a_word_reach_somebody_who_may_not_read_it()
    {
        await using var room = await TestSlackBot.OpenAsync(patience: TimeSpan.FromMinutes(5));
        var setup = room.Server.Setup;
        foreach (var (name, openTo, canary) in Collections)
        {
            var load = room.Server.People.Say(room.Olga, room.General, $"{room.Mention} load into {name}", null, false, room.File(room.Olga, $"{name}.md", $"# {name}\n\nThe {name} of Quaggatown was built by {canary} in 1887.\n"));
            await room.SaysInAsync(load, "1 loaded");
            await room.SteerAsync($"collections rights {name} --audience {(openTo switch { Affiliation.Member => "members", Affiliation.Guest => "guests", _ => "everyone" })}");
        }

        await room.Bot.Get<IndexFollower>().CatchUpAsync(room.Patience);
        var begun = room.Record.Messages.Count;
        var (guest, narrow, foreigner) = (setup.AddUser("guest"), setup.AddUser("narrow"), setup.AddForeigner("foreigner"));
        (guest.IsRestricted, narrow.IsUltraRestricted) = (true, true);
        var cells = new List<(StoredMessage Asked, User By, string Canary, bool IsExpected)>();
        foreach (var person in new[] { room.Ann, guest, narrow, foreigner })
        {
            foreach (var (kind, isShared) in new[] { (ChannelKind.Public, false), (ChannelKind.Private, false), (ChannelKind.Public, true), (ChannelKind.Direct, false) })
            {
                var channel = kind == ChannelKind.Direct ? setup.Direct(person) : setup.AddChannel($"{person.Name}-{kind}-{isShared}".ToLowerInvariant(), kind, members: [room.Olga, person]);
                if (isShared)
                {
                    setup.Share(channel, foreigner);
                }

                foreach (var by in kind == ChannelKind.Direct ? [person] : new[] { person, room.Olga })
                {
                    foreach (var (name, _, canary) in Collections)
                    {
                        var question = $"Who built the {name} of Quaggatown?";
                        var asked = kind == ChannelKind.Direct ? room.Server.People.Direct(by, question) : room.Server.People.Say(by, channel, $"{room.Mention} {question}");
                        await DoneAsync(room, asked);
                        cells.Add((asked, by, canary, Admitted(canary, room, ReadersOf(room, channel))));
                    }
                }
            }
        }

        foreach (var (asked, by, canary, isExpected) in cells)
        {
            var shown = room.Said.Where(message => message.ChannelId == asked.ChannelId && message.SeenBy is null
                && (message.ThreadTs == asked.Ts || (message.ThreadTs is null && message.ChannelId.StartsWith('D') && string.CompareOrdinal(message.Ts, asked.Ts) > 0)))
                .OrderBy(message => message.Ts, StringComparer.Ordinal).First().Shown;
            shown.Contains(canary, StringComparison.Ordinal).ShouldBe(isExpected, $"{by.Name} asked “{asked.Text}” in {room.Server.World.Channels[asked.ChannelId].Name}: {shown}");
        }

        var leaked = room.Record.Messages.Skip(begun).SelectMany(message => Collections
            .Where(collection => message.History.Append(message.Text).Any(text => text.Contains(collection.Canary, StringComparison.Ordinal))
                && !Admitted(collection.Canary, room, message.SeenBy is { } only ? [room.Server.World.Users[only]] : ReadersOf(room, room.Server.World.Channels[message.ChannelId])))
            .Select(collection => $"{collection.Name} in {message.ChannelId}: {message.Shown}"));
        leaked.ShouldBeEmpty();
        cells.Count.ShouldBe(84);
    }

    private static async Task DoneAsync(TestSlackBot room, StoredMessage asked)
    {
        var inbox = room.Bot.Get<RequestInbox>();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (await inbox.FindAsync("slack", $"{asked.ChannelId}/{asked.Ts}", room.Patience) is not { IsDone: true })
        {
            await timer.WaitForNextTickAsync(room.Patience);
        }
    }

    private static User[] ReadersOf(TestSlackBot room, Channel channel) =>
        [.. channel.Members.Where(id => id != room.Server.Setup.Bot.Id).Select(id => room.Server.World.Users[id])];

    private static bool Admitted(string canary, TestSlackBot room, IEnumerable<User> readers)
    {
        var openTo = Collections.Single(collection => collection.Canary == canary).OpenTo;
        return readers.All(reader => openTo >= (reader.TeamId != room.Server.Setup.Team.Id ? Affiliation.External
            : reader.IsRestricted || reader.IsUltraRestricted ? Affiliation.Guest
            : Affiliation.Member));
    }
}
