using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using ResearchBot.Core.Commands;
using ResearchBot.Core.Conversations;
using ResearchBot.Core.Documents;
using ResearchBot.Core.Moderation;
using ResearchBot.Core.Notices;
using ResearchBot.Reading;
using ResearchBot.Sources;
using ResearchBot.Configuration;

namespace ResearchBot.Terminal;

/// <summary>Makes requests of what is typed on the console or the command line, whose user is the default workspace's admin.</summary>
internal sealed class ConsoleRequests(CommandGrammar grammar, IOptions<ReadingOptions> options)
{
    public const string Platform = "console";

    public static readonly Person Owner = new(Workspace.Default, "console", Role.Admin) { IsOwner = true };
    private static readonly ReplyAddress Here = new(Platform, string.Empty);

    public static ConversationAddress NewConversation() =>
        new(Workspace.Default, "console", RandomNumberGenerator.GetHexString(16, lowercase: true));

    /// <summary>A line of the chat: a command after a slash, else a question.</summary>
    /// <exception cref="Core.UserFacingException">The command is unknown or wrongly typed.</exception>
    public CommandRequest Parse(string line, ConversationAddress conversation)
    {
        if (!line.StartsWith('/'))
        {
            return new CommandRequest("ask", new Dictionary<string, string> { ["question"] = line }, Owner, Here)
            {
                Conversation = conversation,
                IsPrivate = true,
            };
        }

        var parsed = grammar.Parse(line[1..]);
        return Create(parsed.Command.Name, parsed.Arguments, parsed.Paths) with { Conversation = conversation };
    }

    public CommandRequest Create(string command, IReadOnlyDictionary<string, string> arguments, IEnumerable<string> paths) =>
        new(command, arguments, Owner, Here)
        {
            IsPrivate = true,
            Sources = [.. paths.Select(path => new FolderSource(path, options.Value))],
        };
}
