using ResearchBot.Core.Conversations;
using ResearchBot.Core.Feedback;
using ResearchBot.Core.Moderation;

namespace ResearchBot.Core.Commands.Feedback;

/// <summary>Makes the bot speak only when it is asked: in a conversation, or to one person.</summary>
public sealed class QuietCommand(Quiet quiet) : Command
{
    /// <inheritdoc/>
    public override string Name => "quiet";

    /// <inheritdoc/>
    public override string Summary => "Let the bot speak here only when it is asked by name.";

    /// <inheritdoc/>
    public override string Example => "quiet";

    /// <inheritdoc/>
    public override Role Role => Role.Member;

    /// <inheritdoc/>
    public override IReadOnlyList<CommandOption> Options => [new("off", OptionKind.Flag, "Let it speak again.")];

    /// <inheritdoc/>
    public override async Task<Reply> ExecuteAsync(CommandRequest request, IReplySink sink, CancellationToken cancellationToken)
    {
        var on = !request.Has("off");
        var person = request.Person;
        if (request.Channel is null)
        {
            await quiet.SetAsync(person.Workspace, person.Name, on, cancellationToken);
            return new DoneReply(on
                ? "You get no messages that you did not ask for, such as late answers. Your questions are answered as before. /quiet --off in a direct message takes that back."
                : "You are told again when a document answers what you asked.");
        }

        var here = request.Conversation ?? new ConversationAddress(person.Workspace, request.From.Platform, request.From.Address);
        await quiet.SetAsync(here, on, person.Name, cancellationToken);
        return new DoneReply(on
            ? "The bot answers here only when it is mentioned, and posts no late answers here. /quiet --off takes that back; anybody here can type it."
            : "The bot takes part here again.");
    }
}
