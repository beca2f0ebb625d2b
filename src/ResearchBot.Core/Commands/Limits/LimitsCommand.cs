using System.Globalization;
using ResearchBot.Core.Answering.Generation;
using ResearchBot.Core.Models;
using ResearchBot.Core.Moderation;
using ResearchBot.Core.Moderation.Limits;

namespace ResearchBot.Core.Commands.Limits;

/// <summary>Shows which limits hold where it is asked, how far they are used, and what waits.</summary>
public sealed class LimitsCommand(QuestionLimits limits, QuestionQueue queue, ModelBudget budget, OpenChat open) : Command
{
    /// <inheritdoc/>
    public override string Name => "limits";

    /// <inheritdoc/>
    public override string Summary => "Show how many questions you may ask, and how many wait.";

    /// <inheritdoc/>
    public override string Example => "limits";

    /// <inheritdoc/>
    public override Role Role => Role.Member;

    /// <inheritdoc/>
    public override bool IsPrivate => true;

    /// <inheritdoc/>
    public override async Task<Reply> ExecuteAsync(CommandRequest request, IReplySink sink, CancellationToken cancellationToken)
    {
        var person = request.Person;
        var uses = QuestionAdmission.IsLimited(person)
            ? await limits.ReadAsync(person.Workspace, request.Channel, person.Name, cancellationToken)
            : [];
        var model = open().Model is null ? [] : await budget.ReadAsync(person.Workspace, person.Name, cancellationToken);
        var state = queue.StateFor(person.Workspace, person.Name);
        return new TableReply(
            QuestionAdmission.IsLimited(person)
                ? uses.Count == 0 ? "Your questions are not limited here." : "How many questions members may ask here:"
                : $"Your questions are not limited, since you are {(person.Role == Role.Admin ? "an admin" : "a moderator")}. They wait their turn like all.",
            ["whose", "in", "asked", "allowed", "again from"],
            [
                .. uses.Select(Row),
                .. model.SelectMany(Rows),
                ["everybody", "this moment, answered", Number(state.Running), Number(state.AtOnce), string.Empty],
                ["everybody", "this moment, waiting", Number(state.Waiting), Number(queue.MostWaiting), string.Empty],
                ["workspace", "this moment, waiting", Number(state.OfWorkspace), Number(queue.MostOfWorkspace), string.Empty],
                ["you", "this moment, waiting", Number(state.OfPerson), Number(queue.MostOfPerson), string.Empty],
            ]);
    }

    private static string[] Row(LimitUse use) =>
    [
        use.Subject == LimitSubject.Person ? "you" : use.Subject.ToString().ToLowerInvariant(),
        use.Window == TimeSpan.FromMinutes(1) ? "a minute" : "a day",
        Number(use.Used),
        Number(use.Most),
        use.FreeAt.ToString("HH:mm 'UTC'", CultureInfo.InvariantCulture),
    ];

    private static IEnumerable<string[]> Rows(ModelUse use)
    {
        var whose = use.Subject == LimitSubject.Person ? "you" : "workspace";
        yield return [whose, "a day, the model's tokens", Number(use.Tokens.Input + use.Tokens.Output), use.MostTokens == 0 ? "any" : Number(use.MostTokens), "00:00 UTC"];
        if (use.MostCost > 0)
        {
            yield return [whose, "a day, the model's price", use.Cost.ToString("0.00", CultureInfo.InvariantCulture), use.MostCost.ToString("0.00", CultureInfo.InvariantCulture), "00:00 UTC"];
        }
    }

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
