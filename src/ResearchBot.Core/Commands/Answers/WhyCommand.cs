using ResearchBot.Core.Answering.Log;
using ResearchBot.Core.Documents;
using ResearchBot.Core.Moderation;

namespace ResearchBot.Core.Commands.Answers;

/// <summary>Shows how an answer was found and checked.</summary>
public sealed class WhyCommand(AnswerChoice answers, WhyReport report, CollectionRights rights) : Command
{
    /// <inheritdoc/>
    public override string Name => "why";

    /// <inheritdoc/>
    public override string Summary => "Show how an answer was found and checked, and what became of it.";

    /// <inheritdoc/>
    public override string Example => "why --answer 9f2c4e81a7b35d06";

    /// <inheritdoc/>
    public override Role Role => Role.Member;

    /// <inheritdoc/>
    public override IReadOnlyList<CommandOption> Options => [AnswerChoice.Option];

    /// <inheritdoc/>
    public override async Task<Reply> ExecuteAsync(CommandRequest request, IReplySink sink, CancellationToken cancellationToken)
    {
        var kept = await answers.FindAsync(request, cancellationToken);
        if (request.Person.Role < Role.Moderator && kept.Person != request.Person.Name)
        {
            throw new UserFacingException("Only whoever asked and the moderators see how an answer was found. Ask the question yourself, and then /why.");
        }

        var scope = await rights.ReadableAsync(request.Audience, cancellationToken);
        return await report.WriteAsync(kept, scope, cancellationToken);
    }
}
