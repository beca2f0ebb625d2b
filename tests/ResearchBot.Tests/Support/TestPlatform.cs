using ResearchBot.Core.Commands;
using ResearchBot.Core.Conversations;
using ResearchBot.Core.Ingestion;
using ResearchBot.Core.Moderation;
using ResearchBot.Core.Notices;

namespace ResearchBot.Tests.Support;

/// <summary>A platform that carries people with roles, groups and channels, as Discord and Slack do, and types commands.</summary>
internal sealed class TestPlatform(TestBot bot, string workspace = "discord-1")
{
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
        var request = new CommandRequest(command, arguments, new Person(workspace, person, role) { Groups = groups ?? [] }, new ReplyAddress("test", channel ?? person))
        {
            Channel = channel,
            IsPrivate = isPrivate || channel is null,
            Sources = sources ?? [],
            Conversation = thread is null ? null : new ConversationAddress(workspace, "test", thread),
        };
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
