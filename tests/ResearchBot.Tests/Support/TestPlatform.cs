using ResearchBot.Core.Commands;
using ResearchBot.Core.Conversations;
using ResearchBot.Core.Ingestion;
using ResearchBot.Core.Moderation;
using ResearchBot.Core.Notices;
using ResearchBot.Core.Workspaces;

namespace ResearchBot.Tests.Support;

/// <summary>A platform that carries people with roles, groups and channels, as Discord and Slack do, and types commands.</summary>
/// <param name="bot">What they talk to.</param>
/// <param name="where">
/// A guild or team, as the workspace that it is by itself, <c>discord-1</c>: what it is tied to counts. Any other name is a workspace.
/// </param>
internal sealed class TestPlatform(TestBot bot, string where = "discord-1")
{
    /// <summary>The guild or team; null where a workspace was named.</summary>
    public PlatformTeam? PlatformTeam { get; } = PlatformTeam.Find(where.Replace('-', ':'));

    /// <summary>What somebody gets for a line that they type; a line without a slash is a question.</summary>
    /// <param name="person">Who, as the platform identifies them.</param>
    /// <param name="line">What they type.</param>
    /// <param name="channel">Where; null is a direct message.</param>
    /// <param name="role">What the platform says that they are.</param>
    /// <param name="isPrivate">Whether they alone see the reply.</param>
    /// <param name="groups">Their roles on the platform.</param>
    /// <param name="sources">Attached files.</param>
    /// <param name="thread">The thread that it is typed in; null where there is none.</param>
    public async Task<Reply> TypeAsync(
        string person,
        string line,
        string? channel = "general",
        Role role = Role.Member,
        bool isPrivate = false,
        string[]? groups = null,
        IReadOnlyList<DocumentSource>? sources = null,
        string? thread = null)
    {
        var (command, arguments) = Parse(line);
        var workspace = PlatformTeam is null ? where : await bot.Get<WorkspaceMap>().OfAsync(PlatformTeam, TestContext.Current.CancellationToken);
        return await SendAsync(new CommandRequest(command, arguments, new Person(workspace, person, role) { Groups = groups ?? [] }, new ReplyAddress("test", channel ?? person))
        {
            Channel = channel,
            PlatformTeam = channel is null ? null : PlatformTeam,
            IsPrivate = isPrivate || channel is null || bot.Get<CommandCatalog>().Find(command)!.IsPrivate,
            Sources = sources ?? [],
            Conversation = thread is null ? null : new ConversationAddress(workspace, "test", thread),
        });
    }

    /// <summary>What somebody gets for a direct message who shares these guilds and teams with the bot.</summary>
    public async Task<Reply> WriteAsync(string person, string line, params PlatformTeam[] shared)
    {
        var direct = await bot.Get<WorkspaceMap>().ForDirectAsync(person, shared, TestContext.Current.CancellationToken);
        var (command, arguments) = Parse(line);
        if (direct.Workspace is null && command != "workspace")
        {
            (command, arguments) = Parse("/workspace");
        }

        return await SendAsync(new CommandRequest(command, arguments, new Person(direct.Workspace ?? direct.Shared[0], person, Role.Member), new ReplyAddress("test", person))
        {
            SharedWorkspaces = direct.Shared,
            IsPrivate = true,
        });
    }

    private async Task<Reply> SendAsync(CommandRequest request)
    {
        var sink = new TestSink();
        var reply = await bot.Get<CommandDispatcher>().DispatchAsync(request, sink, TestContext.Current.CancellationToken);
        sink.Replies.ShouldBe([reply]);
        return reply;
    }

    private (string Command, IReadOnlyDictionary<string, string> Arguments) Parse(string line)
    {
        if (!line.StartsWith('/'))
        {
            return ("ask", new Dictionary<string, string> { ["question"] = line });
        }

        var parsed = bot.Get<CommandGrammar>().Parse(line[1..]);
        return (parsed.Command.Name, parsed.Arguments);
    }
}
