using ResearchBot.Core.Answering.Answers;
using ResearchBot.Core.Answering.Log;
using ResearchBot.Core.Moderation;

namespace ResearchBot.Core.Commands.Answers;

/// <summary>Says which of two opposed passages holds.</summary>
public sealed class RuleCommand(AnswerChoice answers, Rulings rulings) : Command
{
    /// <inheritdoc/>
    public override string Name => "rule";

    /// <inheritdoc/>
    public override string Summary => "Say which of two sources that differ holds; it is shown with them.";

    /// <inheritdoc/>
    public override string Example => "rule 1 --answer 9f2c4e81a7b35d06 --note \"The later count.\"";

    /// <inheritdoc/>
    public override Role Role => Role.Moderator;

    /// <inheritdoc/>
    public override IReadOnlyList<CommandOption> Options =>
    [
        new("holds", OptionKind.Number, "The number of the passage that holds: 2 for [2].", Required: true),
        AnswerChoice.Option,
        new("note", OptionKind.Word, "Why; readers see it."),
    ];

    /// <inheritdoc/>
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
