using System.Globalization;
using ResearchBot.Core.Moderation;
using ResearchBot.Core.Text;

namespace ResearchBot.Core.Commands;

public sealed class RuleCommand(AnswerChoice answers, Rulings rulings)
    : Command(new("rule", CommandGroup.Rulings, Role.Moderator)
    {
        Summary = "Say which of two sources that differ holds; it is shown with them.",
        Example = "rule 1 --answer 9f2c4e81a7b35d06 --note \"The later count.\"",
        Options =
        [
            new("holds", OptionKind.Number, "The number of the passage that holds: 2 for [2].", Required: true),
            AnswerChoice.Option,
            new("note", OptionKind.Word, "Why; readers see it."),
        ],
    })
{
    public override async Task<Reply> ExecuteAsync(CommandRequest request, IReplySink sink, CancellationToken cancellationToken)
    {
        var number = request.Number("holds");
        var kept = await answers.FindAsync(request, cancellationToken);
        if (kept.Answer.Conflicts.Count == 0)
        {
            throw new UserFacingException($"Answer {kept.Id} shows no sources that differ. /passages retract takes a passage out of use.");
        }

        var conflict = kept.Answer.Conflicts.FirstOrDefault(conflict => conflict.Citations.Any(one => one == number))
            ?? throw new UserFacingException(
                $"[{number}] is not among the sources that differ in answer {kept.Id}: {string.Join(", ", kept.Answer.Conflicts.SelectMany(one => one.Citations).Select(one => $"[{one}]"))}.");
        var holds = kept.Answer.Citations.First(citation => citation.Number == number);
        var note = request.Value("note") ?? string.Empty;
        var ids = new List<string>();
        foreach (var other in kept.Answer.Citations.Where(citation => citation != holds && conflict.Citations.Contains(citation.Number)))
        {
            ids.Add(await rulings.AddAsync(request.Person.Workspace, conflict.About, holds, other, note, request.Person.Name, cancellationToken));
        }

        return new DoneReply(
            $"Ruled: [{number}] holds. Whenever these sources are opposed again, that is shown with them. {string.Join(' ', ids.Select(id => $"/rules remove {id}"))} takes that back.");
    }
}

public sealed class RulesListCommand(Rulings rulings, PassageStanding passages, CollectionRights rights)
    : Command(new("rules list", CommandGroup.Rulings, Role.Moderator)
    {
        Summary = "Show the rulings on sources that differ.",
        Example = "rules list",
    })
{
    public override async Task<Reply> ExecuteAsync(CommandRequest request, IReplySink sink, CancellationToken cancellationToken)
    {
        var scope = await rights.ReadableAsync(request.Audience, cancellationToken);
        var rows = new List<string[]>();
        foreach (var ruling in await rulings.ListAsync(request.Person.Workspace, cancellationToken))
        {
            var holds = await passages.OfAsync(scope, ruling.Holds.DocumentId, ruling.Holds.Text, cancellationToken);
            var other = await passages.OfAsync(scope, ruling.Other.DocumentId, ruling.Other.Text, cancellationToken);
            rows.Add(holds.Document is null || other.Document is null
                ? [ruling.Id, "cannot be shown here", string.Empty, string.Empty, string.Empty, string.Empty, string.Empty]
                :
                [
                    ruling.Id,
                    ruling.About,
                    $"“{ruling.Holds.Text}” ({holds.Document.Title})",
                    $"“{ruling.Other.Text}” ({other.Document.Title})",
                    ruling.Note,
                    $"{ruling.By}, {ruling.At.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}",
                    holds.Stands && other.Stands ? "shown with the pair" : "no longer shown: a source changed",
                ]);
        }

        return new TableReply(
            rows.Count == 0 ? "Nothing is ruled here. “rule N” rules on the last answer's sources that differ." : "Rulings, newest first. “rules remove ID” takes one back:",
            ["id", "about", "holds", "against", "note", "by", "state"],
            rows);
    }
}

public sealed class RulesRemoveCommand(Rulings rulings)
    : Command(new("rules remove", CommandGroup.Rulings, Role.Moderator)
    {
        Summary = "Take a ruling back.",
        Example = "rules remove 2b6d8f4g1j",
        Options = [new("id", OptionKind.Word, "The ruling, as “rules list” shows it.", Required: true)],
    })
{
    public override async Task<Reply> ExecuteAsync(CommandRequest request, IReplySink sink, CancellationToken cancellationToken)
    {
        var id = request.Value("id") ?? string.Empty;
        return await rulings.RemoveAsync(request.Person.Workspace, id, cancellationToken)
            ? new DoneReply("The ruling is taken back: the sources are shown as differing, and no more.")
            : throw new UserFacingException($"There is no ruling {OutgoingText.CleanLine(id)}. “rules list” shows what there is.");
    }
}
