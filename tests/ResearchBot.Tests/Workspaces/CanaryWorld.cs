using System.Text.RegularExpressions;
using ResearchBot.CommandLine;
using ResearchBot.Core.Commands;
using ResearchBot.Core.Documents;
using ResearchBot.Core.Ingestion.Loads;
using ResearchBot.Core.Moderation;
using ResearchBot.Core.Notices;
using ResearchBot.Core.Search;
using ResearchBot.Reading;
using ResearchBot.Sources;
using ResearchBot.Configuration;
using ResearchBot.Terminal;
using ResearchBot.Tests.Ingestion;
using ResearchBot.Tests.Moderation;

namespace ResearchBot.Tests.Workspaces;

/// <summary>Workspaces with channels, roles and limited collections, and what the test believes of who may read what.</summary>
internal sealed partial class CanaryWorld(TestBot bot, Random random)
{
    private const int Workspaces = 20;
    private const int CollectionsEach = 5;
    private const int DocumentsEach = 3;

    private static readonly string[] Topics = ["harbour", "bridge", "library", "observatory", "theatre", "market"];
    private static readonly string[] Channels = ["discord:c0", "discord:c1", "discord:c2", "discord:c3"];
    private static readonly string[] Roles = ["discord:role:0", "discord:role:1", "discord:role:2"];

    private static readonly string[] People = ["ann", "bob", "eve"];

    private readonly Dictionary<string, CanaryDocument> _byCanary = [];
    private readonly Dictionary<string, string[]> _receipts = [];
    private readonly Dictionary<string, List<string>> _loads = [];

    /// <summary>The lines that somebody may be shown a canary for.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["ask", "search", "documents", "why", "pinned", "loads"];

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
                await LoadAsync(collection);
            }
        }

        await FillAsync(new CanaryCollection(Workspace.Shared, CollectionId.Seeds.Name));
        await bot.Get<IndexFollower>().CatchUpAsync(TestContext.Current.CancellationToken);
    }

    public CanaryReader AnyReader() => new(
        $"discord-{random.Next(Workspaces)}", random.Next(5) == 0 ? null : Pick(Channels), random.Next(2) == 0, [.. Roles.Where(_ => random.Next(3) == 0)])
        {
            Person = Pick(People),
            Role = random.Next(3) switch { 0 => Role.Moderator, 1 => Role.Admin, _ => Role.Member },
        };

    /// <summary>The word by which a line is known among <see cref="Kinds"/>; a question is "ask", or "pinned".</summary>
    public static string KindOf(string line, Reply reply) =>
        line.StartsWith('/') ? line[1..].Split(' ')[0] : reply is AnswerReply { Pinned: not null } ? "pinned" : "ask";

    /// <summary>Remembers what was answered, for others to ask about.</summary>
    public void Keep(Reply reply, CanaryReader reader)
    {
        if (reply is AnswerReply answer)
        {
            _receipts[reader.Workspace] = [answer.Receipt, .. _receipts.GetValueOrDefault(reader.Workspace, []).Take(9)];
        }
    }

    /// <summary>A question, a search, a list, a document, or something about an answer or a load of anybody, often of what the reader may not read.</summary>
    public string AnyLine(CanaryReader reader)
    {
        var document = Pick(Documents);
        var receipt = _receipts.TryGetValue(reader.Workspace, out var receipts) ? Pick(receipts) : "none";
        return random.Next(16) switch
        {
            10 => $"/why --answer {receipt}",
            11 => $"/pin --answer {receipt}",
            12 => random.Next(2) == 0 ? "/pins list" : "/passages list",
            13 => random.Next(2) == 0 ? "/unanswered list" : "/stats",
            14 => "/loads list",
            15 => $"/loads show {Pick(_loads[reader.Workspace])}",
            0 => random.Next(3) switch
            {
                0 => $"When did the {document.Topic} open?",
                1 => $"Which {document.Topic} has rooms, and how many?",
                _ => "How many harpsichords does Zanzibar own?",
            },
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

    private (string Canary, string Topic, string Text) NewDocument()
    {
        var canary = $"zq{random.GetString("bcdfghklmnprstvw", 10)}";
        var topic = Pick(Topics);
        return (canary, topic, $"The {topic} called {canary} opened in {random.Next(1800, 2020)}. The {topic} {canary} has {random.Next(3, 900)} rooms.");
    }

    /// <summary>A document that a load brought, which is not moved later: a load stays where its collection is.</summary>
    private async Task LoadAsync(CanaryCollection collection)
    {
        var (canary, topic, text) = NewDocument();
        var path = bot.Write($"loads/{canary}.txt", text);
        var load = new NewLoad(
            new CollectionId(collection.Workspace, collection.Name), "boss", null, new ReplyAddress("test", "boss"), Prune: false, [new FolderSource(path, new ReadingOptions())]);
        var job = await bot.Get<LoadQueue>().AddAsync(load, TestContext.Current.CancellationToken);
        await StoredLoad.FinishAsync(bot);
        _loads.TryAdd(collection.Workspace, []);
        _loads[collection.Workspace].Add(job.Id);
        _byCanary.Add(canary, new CanaryDocument(job.Id, canary, topic, collection));
    }

    private async Task FillAsync(CanaryCollection collection)
    {
        for (var number = 0; number < DocumentsEach; number++)
        {
            var (canary, topic, text) = NewDocument();
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

/// <summary>What the test believes of a collection: everybody of its workspace reads it until a channel or a role is named.</summary>
internal sealed record CanaryCollection(string Workspace, string Name)
{
    public HashSet<string> Channels { get; } = [];

    public HashSet<string> Roles { get; } = [];

    public bool IsOpen => Channels.Count + Roles.Count == 0;

    /// <summary>
    /// The rule as a person would say it: in a channel stands only what all its readers may read, so roles do not count there
    /// unless one person alone reads the reply.
    /// </summary>
    public bool IsReadBy(CanaryReader reader)
    {
        if (Workspace == "shared")
        {
            return true;
        }

        if (Workspace != reader.Workspace)
        {
            return false;
        }

        var alone = reader.Channel is null || reader.IsPrivate;
        return IsOpen || (reader.Channel is not null && Channels.Contains(reader.Channel)) || (alone && Roles.Overlaps(reader.Roles));
    }
}

/// <summary>A document with a word that stands in no other.</summary>
internal sealed class CanaryDocument(string id, string canary, string topic, CanaryCollection collection)
{
    public string Id { get; } = id;

    public string Canary { get; } = canary;

    public string Topic { get; } = topic;

    public CanaryCollection Collection { get; set; } = collection;

    public bool Removed { get; set; }
}

/// <summary>Who asks, and where.</summary>
internal sealed record CanaryReader(string Workspace, string? Channel, bool IsPrivate, string[] Roles)
{
    public string Person { get; init; } = "ann";

    public Role Role { get; init; }
}
