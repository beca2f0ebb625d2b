using ResearchBot.Core.Feedback;
using ResearchBot.Core.Moderation;
using ResearchBot.Core.Text;

namespace ResearchBot.Core.Commands.Feedback;

/// <summary>Takes a question from the list of those that wait for an answer.</summary>
public sealed class UnansweredDismissCommand(OpenQuestions open) : Command
{
    /// <inheritdoc/>
    public override string Name => "unanswered dismiss";

    /// <inheritdoc/>
    public override string Summary => "Take a question from the list of unanswered ones.";

    /// <inheritdoc/>
    public override string Example => "unanswered dismiss 9c1e07b25a44";

    /// <inheritdoc/>
    public override Role Role => Role.Moderator;

    /// <inheritdoc/>
    public override IReadOnlyList<CommandOption> Options =>
    [
        new("id", OptionKind.Word, "The question's id, from /unanswered list.", Required: true),
        new("undo", OptionKind.Flag, "Put it back."),
    ];

    /// <inheritdoc/>
    public override async Task<Reply> ExecuteAsync(CommandRequest request, IReplySink sink, CancellationToken cancellationToken)
    {
        var id = request.Value("id") ?? string.Empty;
        var undo = request.Has("undo");
        if (!await open.DismissAsync(request.Person.Workspace, id, dismiss: !undo, request.Person.Name, cancellationToken))
        {
            throw new UserFacingException($"There is no unanswered question {OutgoingText.CleanLine(id)} here. /unanswered list lists them with their ids.");
        }

        return new DoneReply(undo
            ? $"Question {id} is on the list again, and its askers are told when a document answers it."
            : $"Question {id} is off the list, however often it is asked; its askers are not told of late answers. /unanswered dismiss {id} --undo takes that back.");
    }
}
