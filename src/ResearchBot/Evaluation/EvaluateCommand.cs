using ResearchBot.Core;
using ResearchBot.Core.Commands;
using ResearchBot.Core.Moderation;

namespace ResearchBot.Evaluation;

/// <summary>Measures ranking and extraction on a question set, in an index of its own.</summary>
internal sealed class EvaluateCommand : Command
{
    /// <inheritdoc/>
    public override string Name => "evaluate";

    /// <inheritdoc/>
    public override string Summary => "Measure answers on a question set, apart from your documents.";

    /// <inheritdoc/>
    public override string Example => "evaluate sets/xquad-en --split odd";

    /// <inheritdoc/>
    public override Role Role => Role.Admin;

    /// <inheritdoc/>
    public override IReadOnlyList<CommandOption> Options =>
    [
        new("folder", OptionKind.Files, "A question set (docs/evaluation.md).", Required: true),
        new("split", OptionKind.Word, "odd, even or all of the questions; all if not said."),
        new("without-relevant", OptionKind.Flag, "Take each question's relevant documents away: refusing is then right."),
    ];

    /// <inheritdoc/>
    public override Task<Reply> ExecuteAsync(CommandRequest request, IReplySink sink, CancellationToken cancellationToken)
    {
        if (request.Sources.Count != 1)
        {
            throw new UserFacingException("evaluate takes one folder.");
        }

        var set = EvaluationSet.Read(request.Sources[0].Root, request.Value("split") ?? "all");
        return Task.FromResult<Reply>(Evaluator.Run(set, request.Has("without-relevant"), cancellationToken));
    }
}
