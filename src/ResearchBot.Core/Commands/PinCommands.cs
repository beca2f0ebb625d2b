using System.Globalization;
using ResearchBot.Core.Answering.Answers;
using ResearchBot.Core.Answering.Grounding;
using ResearchBot.Core.Answering.Log;
using ResearchBot.Core.Moderation;
using ResearchBot.Core.Text;

namespace ResearchBot.Core.Commands;

public sealed class PinCommand(AnswerChoice answers, CitationVerifier verifier, CollectionRights rights, Pins pins)
    : Command(new("pin", CommandGroup.Pins, Role.Moderator)
    {
        Summary = "Show a checked answer first whenever its question is asked.",
        Example = "pin --answer 9f2c4e81a7b35d06 --question \"Where does the mill stand?\"",
        Options =
        [
            AnswerChoice.Option,
            new("question", OptionKind.Text, "Another wording of the question; as it was asked if not said."),
            new("here", OptionKind.Flag, "Only in this channel."),
        ],
    })
{
    public override async Task<Reply> ExecuteAsync(CommandRequest request, IReplySink sink, CancellationToken cancellationToken)
    {
        var kept = await answers.FindAsync(request, cancellationToken);
        if (kept.Retraction is not null)
        {
            throw new UserFacingException($"Answer {kept.Id} is retracted. “answers restore {kept.Id}” takes that back.");
        }

        var here = request.Has("here");
        if (here && request.Channel is null)
        {
            throw new UserFacingException("There is no channel here. Leave out --here, or type this in the channel.");
        }

        var scope = await rights.ReadableAsync(request.Audience, cancellationToken);
        var standing = await verifier.RenewAsync(kept.Answer, scope, cancellationToken);
        if (standing.Statements.Count == 0)
        {
            throw new UserFacingException($"Answer {kept.Id} has nothing that its documents still say. Ask the question again, and pin the new answer.");
        }

        var question = Question.Parse(request.Value("question") ?? kept.Question.Standalone).Text;
        var id = await pins.AddAsync(request.Person.Workspace, here ? request.Channel : null, question, kept.Id, request.Person.Name, cancellationToken);
        var shown = request.IsPrivate || kept.Channel == request.Channel || request.Has("question") ? $"“{question}”" : "its question";
        return new DoneReply(
            $"Pinned {(here ? "in this channel" : "in this workspace")}: whoever asks {shown} sees answer {kept.Id} first. /pins remove {id} takes that back.");
    }
}

public sealed class PinsListCommand(Pins pins, AnswerLog log, CitationVerifier verifier, CollectionRights rights)
    : Command(new("pins list", CommandGroup.Pins, Role.Moderator)
    {
        Summary = "Show the pinned answers, and which no longer stand.",
        Example = "pins list",
    })
{
    public override async Task<Reply> ExecuteAsync(CommandRequest request, IReplySink sink, CancellationToken cancellationToken)
    {
        var scope = await rights.ReadableAsync(request.Audience, cancellationToken);
        var rows = new List<string[]>();
        foreach (var pin in await pins.ListAsync(request.Person.Workspace, cancellationToken))
        {
            if (await log.FindAsync(request.Person.Workspace, pin.AnswerId, cancellationToken) is not { } kept
                || !await MaySeeAsync(kept.Answer, scope, cancellationToken))
            {
                rows.Add([pin.Id, string.Empty, string.Empty, string.Empty, string.Empty, "cannot be shown here"]);
                continue;
            }

            var standing = await verifier.RenewAsync(kept.Answer, scope, cancellationToken);
            rows.Add(
            [
                pin.Id,
                pin.Question,
                pin.Channel ?? "everywhere",
                pin.AnswerId,
                pin.At.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                kept.Retraction is not null ? "not shown: the answer is retracted"
                : standing.Statements.Count == 0 ? "no longer stands: its source changed, or was removed or withdrawn"
                : standing.Citations.Count < kept.Answer.Citations.Count ? "stands in part" : "stands",
            ]);
        }

        return new TableReply(
            rows.Count == 0 ? "Nothing is pinned here. “pin” pins the last answer to its question." : "Pinned answers, newest first. “pins remove ID” takes one off:",
            ["id", "question", "where", "answer", "pinned", "state"],
            rows);
    }

    /// <summary>Whether any of its citations may be read here, in the cited version and even if the document has been removed since.</summary>
    private async Task<bool> MaySeeAsync(Answer answer, ReadScope scope, CancellationToken cancellationToken) =>
        (await verifier.VerifyKeptAsync(answer, scope with { Withdrawn = [] }, cancellationToken)).Statements.Count > 0;
}

public sealed class PinsRemoveCommand(Pins pins)
    : Command(new("pins remove", CommandGroup.Pins, Role.Moderator)
    {
        Summary = "Take a pin off.",
        Example = "pins remove 7h3k9m2x0c",
        Options = [new("id", OptionKind.Word, "The pin, as “pins list” shows it.", Required: true)],
    })
{
    public override async Task<Reply> ExecuteAsync(CommandRequest request, IReplySink sink, CancellationToken cancellationToken)
    {
        var id = request.Value("id") ?? string.Empty;
        return await pins.RemoveAsync(request.Person.Workspace, id, cancellationToken)
            ? new DoneReply($"Pin {id} is off. “pin” pins an answer again.")
            : throw new UserFacingException($"There is no pin {OutgoingText.CleanLine(id)}. “pins list” shows what there is.");
    }
}
