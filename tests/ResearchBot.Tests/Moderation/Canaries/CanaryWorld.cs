using System.Text.RegularExpressions;
using ResearchBot.CommandLine;
using ResearchBot.Core.Commands;
using ResearchBot.Core.Documents;
using ResearchBot.Core.Moderation;
using ResearchBot.Core.Search;
using ResearchBot.Terminal;

namespace ResearchBot.Tests.Moderation.Canaries;

/// <summary>Workspaces with channels, roles and limited collections, and what the test believes of who may read what.</summary>
internal sealed partial class CanaryWorld(TestBot bot, Random random)
{
    private const int Workspaces = 20;
    private const int CollectionsEach = 5;
    private const int DocumentsEach = 3;

    private static readonly string[] Topics = ["harbour", "bridge", "library", "observatory", "theatre", "market"];
    private static readonly string[] Channels = ["discord:c0", "discord:c1", "discord:c2", "discord:c3"];
    private static readonly string[] Roles = ["discord:role:0", "discord:role:1", "discord:role:2"];

    private readonly Dictionary<string, CanaryDocument> _byCanary = [];

    public List<CanaryCollection> Collections { get; } = [];

    public List<CanaryDocument> Documents { get; } = [];

    public async Task BuildAsync()
    {
        foreach (var workspace in Enumerable.Range(0, Workspaces).Select(number => $"discord-{number}"))
        {
            for (var number = 0; number < CollectionsEach; number++)
            {
                var collection = new CanaryCollection(workspace, $"part-{number}");
                Collections.Add(collection);
                (await AdminAsync(collection, $"/collections create {collection.Name}")).ShouldBeOfType<DoneReply>();
                for (var right = random.Next(4); right > 0; right--)
                {
                    await AllowAsync(collection);
                }

                await FillAsync(collection);
            }
        }

        await FillAsync(new CanaryCollection(Workspace.Shared, CollectionId.Seeds.Name));
        await bot.Get<IndexFollower>().CatchUpAsync(TestContext.Current.CancellationToken);
    }

    public CanaryReader AnyReader() => new(
        $"discord-{random.Next(Workspaces)}", random.Next(5) == 0 ? null : Pick(Channels), random.Next(2) == 0, [.. Roles.Where(_ => random.Next(3) == 0)]);

    /// <summary>A question, a search, a list or a document, often for what the reader may not read.</summary>
    public string AnyLine()
    {
        var document = Pick(Documents);
        return random.Next(10) switch
        {
            0 => random.Next(2) == 0 ? $"When did the {document.Topic} open?" : $"Which {document.Topic} has rooms, and how many?",
            1 or 2 or 3 => $"/search {document.Canary}",
            4 or 5 => $"/search {document.Topic} rooms",
            6 => $"/documents show {document.Id}",
            7 => $"/documents show {document.Id} --version 1",
            8 => $"/documents versions {document.Id}",
            _ => random.Next(2) == 0 ? "/documents list" : "/collections list",
        };
    }

    /// <summary>An admin changes rights or documents; the test's belief changes with it, and the bot must agree on whether that can be done.</summary>
    public Task SteerAsync() => random.Next(7) switch
    {
        0 or 1 => AllowAsync(Pick(Collections)),
        2 or 3 => RevokeAsync(Pick(Collections)),
        4 => OpenAsync(Pick(Collections)),
        5 => MoveAsync(Pick(Documents)),
        _ => RemoveOrRestoreAsync(Pick(Documents)),
    };

    /// <summary>The canaries in a reply, drawn as text and as JSON, of documents that the reader may not read or that were removed from search, and how many others there are.</summary>
    public (List<CanaryDocument> Leaked, int Allowed) Judge(Reply reply, CanaryReader reader)
    {
        var seen = Find(string.Join('\n', ReplyText.Lines(reply)) + ReplyWriter.Write(reply));
        var isFound = reply is AnswerReply or SearchReply; // a removed document still opens by its id
        var leaked = seen.Where(document => !document.Collection.IsReadBy(reader) || (isFound && document.Removed)).ToList();
        return (leaked, seen.Count - leaked.Count);
    }

    public List<CanaryDocument> Find(string output) =>
        [.. CanaryWord().Matches(output.ToLowerInvariant()).Select(match => match.Value).Distinct().Where(_byCanary.ContainsKey).Select(word => _byCanary[word])];

    private async Task FillAsync(CanaryCollection collection)
    {
        for (var number = 0; number < DocumentsEach; number++)
        {
            var canary = $"zq{random.GetString("bcdfghklmnprstvw", 10)}";
            var topic = Pick(Topics);
            var text = $"The {topic} called {canary} opened in {random.Next(1800, 2020)}. The {topic} {canary} has {random.Next(3, 900)} rooms.";
            var id = await CollectionsTests.SaveAsync(bot, collection.Workspace, collection.Name, $"{canary}.txt", text);
            var document = new CanaryDocument(id, canary, topic, collection);
            Documents.Add(document);
            _byCanary.Add(canary, document);
        }
    }

    private async Task AllowAsync(CanaryCollection collection)
    {
        var (kind, subject) = AnyRight();
        (await AdminAsync(collection, $"/collections rights {collection.Name} --{kind} {subject}")).ShouldBeOfType<TableReply>();
        (kind == "channel" ? collection.Channels : collection.Roles).Add(subject);
    }

    private async Task RevokeAsync(CanaryCollection collection)
    {
        var (kind, subject) = AnyRight();
        var held = kind == "channel" ? collection.Channels : collection.Roles;
        var reply = await AdminAsync(collection, $"/collections rights {collection.Name} --{kind} {subject} --revoke");
        (reply is TableReply).ShouldBe(held.Contains(subject) && collection.Channels.Count + collection.Roles.Count > 1);
        if (reply is TableReply)
        {
            held.Remove(subject);
        }
    }

    private async Task OpenAsync(CanaryCollection collection)
    {
        if (random.Next(4) == 0) // or all would soon be open
        {
            (await AdminAsync(collection, $"/collections rights {collection.Name} --open")).ShouldBeOfType<TableReply>();
            collection.Channels.Clear();
            collection.Roles.Clear();
        }
    }

    private async Task MoveAsync(CanaryDocument document)
    {
        var to = Pick([.. Collections.Where(one => one.Workspace == document.Collection.Workspace && one != document.Collection).DefaultIfEmpty(Collections[0])]);
        var reply = await AdminAsync(document.Collection, $"/collections move {document.Id} {to.Name}");
        (reply is DoneReply).ShouldBe(document.Collection.Workspace == to.Workspace);
        document.Collection = reply is DoneReply ? to : document.Collection;
    }

    private async Task RemoveOrRestoreAsync(CanaryDocument document)
    {
        var reply = await AdminAsync(document.Collection, $"/documents {(document.Removed ? "restore" : "remove")} {document.Id}");
        (reply is not ErrorReply).ShouldBe(document.Collection.Workspace != Workspace.Shared);
        document.Removed = reply is ErrorReply ? document.Removed : !document.Removed;
    }

    /// <summary>An admin who acts where the collection can be read.</summary>
    private async Task<Reply> AdminAsync(CanaryCollection collection, string line)
    {
        var workspace = collection.Workspace == Workspace.Shared ? "discord-0" : collection.Workspace;
        var reader = new CanaryReader(workspace, collection.Channels.FirstOrDefault(), IsPrivate: true, Roles);
        var reply = await new TestPlatform(bot, workspace).TypeAsync("boss", line, reader.Channel, Role.Admin, reader.IsPrivate, reader.Roles);
        Judge(reply, reader).Leaked.ShouldBeEmpty();
        return reply;
    }

    private (string Kind, string Subject) AnyRight() => random.Next(2) == 0 ? ("channel", Pick(Channels)) : ("role", Pick(Roles));

    private T Pick<T>(IReadOnlyList<T> from) => from[random.Next(from.Count)];

    [GeneratedRegex("zq[bcdfghklmnprstvw]{10}")]
    private static partial Regex CanaryWord();
}
