using ResearchBot.Core.Feedback;
using ResearchBot.Core.Moderation;
using ResearchBot.Core.Text;

namespace ResearchBot.Core.Commands.Feedback;

/// <summary>Shows how much was asked, what became of it and how long it took.</summary>
public sealed class StatsCommand(QuestionFigures figures, TimeProvider time) : Command
{
    private const int DefaultDays = 30;
    private const int MostDays = 366;

    /// <inheritdoc/>
    public override string Name => "stats";

    /// <inheritdoc/>
    public override string Summary => "Show figures: questions, found, helpful, how long.";

    /// <inheritdoc/>
    public override string Example => "stats --days 30 --by channel";

    /// <inheritdoc/>
    public override Role Role => Role.Moderator;

    /// <inheritdoc/>
    public override bool IsAudited => false;

    /// <inheritdoc/>
    public override IReadOnlyList<CommandOption> Options =>
    [
        new("days", OptionKind.Number, $"How far back, {DefaultDays} days if not said, {MostDays} at most."),
        new("by", OptionKind.Word, $"{FigureGrouping.Names}; day if not said."),
    ];

    /// <inheritdoc/>
    public override async Task<Reply> ExecuteAsync(CommandRequest request, IReplySink sink, CancellationToken cancellationToken)
    {
        var days = request.Number("days", MostDays) ?? DefaultDays;
        var by = request.Value("by") ?? "day";
        var questions = await figures.ReadAsync(request.Person.Workspace, time.GetUtcNow().AddDays(-days), cancellationToken);
        var grouping = FigureGrouping.Of(by, questions, request.Audience)
            ?? throw new UserFacingException($"Figures cannot be shown by {OutgoingText.CleanLine(by)}: use {FigureGrouping.Names}.");
        if (questions.Count == 0)
        {
            return new TableReply($"Nothing was asked here in the last {days} days.", [grouping.Column, .. FigureRow.Columns], []);
        }

        var longest = grouping.Rows.Max(row => row.Questions.Count);
        return new TableReply(
            $"Questions of this workspace in the last {days} days, by {by.ToLowerInvariant()}; times are UTC.",
            [grouping.Column, .. FigureRow.Columns],
            [.. grouping.Rows.Select(row => FigureRow.Of(row.Name, row.Questions, longest)), FigureRow.Of("all", questions, longest: 0)]);
    }
}
