using ResearchBot.Core.Moderation;
using ResearchBot.Core.Text;
using ResearchBot.Evaluation;
using ResearchBot.Reading;
using ResearchBot.Sources;

namespace ResearchBot.CommandLine;

internal sealed class EvaluateCommand(Evaluator evaluator, TeamEvaluator teams, Fitter fitter, TimeProvider time)
    : Command(new("evaluate", CommandGroup.Evaluation, Role.Admin)
    {
        Summary = "Measure answers on a question set, apart from your documents.",
        Example = "evaluate sets/xquad-en --split odd",
        IsAudited = false,
        IsForConsoleOnly = true,
        Options =
        [
            new("folder", OptionKind.Files, "A question set (docs/evaluation.md).", Required: true),
            new("split", OptionKind.Word, "odd, even or all of the questions, or a part that a team's questions name; all if not said."),
            new("without-relevant", OptionKind.Flag, "Ask again with each question's relevant documents gone: refusing is then right."),
            new("by-words", OptionKind.Flag, "Without semantic search."),
            new("with-model", OptionKind.Flag, "Let the language model word each answer; it is asked once for each question, which costs."),
            new("vectors", OptionKind.Word, "A file that keeps vectors from one run to the next; times are then those without making them."),
            new("fit", OptionKind.Word, "A file to write fitted weights of extraction to, instead of measuring."),
            new("html", OptionKind.Word, "A file to write the figures, plots and misses to, as one page."),
        ],
    })
{
    private static readonly string[] ForQuestionSets = ["with-model", "without-relevant"];

    public override async Task<Reply> ExecuteAsync(CommandRequest request, IReplySink sink, CancellationToken cancellationToken)
    {
        // A folder of this machine: the page is written here as well, which nobody may ask for from afar.
        if (request.Sources is not [FolderSource folder, ..] || request.Sources.Any(source => source is not FolderSource)
            || (request.Sources.Count > 1 && request.Value("fit") is null))
        {
            throw new UserFacingException("evaluate takes one folder; with --fit it takes several.");
        }

        if (request.Sources.OfType<FolderSource>().FirstOrDefault(one => !Directory.Exists(one.Asked)) is { } absent)
        {
            throw new UserFacingException($"{OutgoingText.CleanLine(absent.Asked)} is no question set: there is no such folder. docs/evaluation.md says what one holds.");
        }

        var split = request.Value("split") ?? "all";
        using var kept = request.Value("vectors") is { } file ? KeptVectors.Open(file) : null;
        if (request.Value("fit") is { } fitted)
        {
            using var weights = PageFile.Open(fitted);
            return await fitter.RunAsync([.. request.Sources.OfType<FolderSource>().Select(one => one.Root)], weights.Write, kept, cancellationToken);
        }

        if (TeamSet.FoldersIn(folder.Root) is { Count: > 0 } folders)
        {
            if (ForQuestionSets.FirstOrDefault(request.Has) is { } other)
            {
                throw new UserFacingException($"--{other} is for sets of queries.jsonl; a team's own documents are evaluated without it. --json has each question.");
            }

            using var teamPage = request.Value("html") is { } wanted ? PageFile.Open(wanted) : null;
            var sets = new List<AskedTeamSet>();
            foreach (var one in folders)
            {
                sets.Add(await teams.RunAsync(one, split, request.Has("by-words"), kept, cancellationToken));
            }

            var figures = TeamEvaluationReply.Of(sets);
            teamPage?.Write(TeamPage.Of(sets, figures, split, time.GetUtcNow()));
            return figures;
        }

        var set = EvaluationSet.Read(folder.Root, split);
        using var page = request.Value("html") is { } path ? PageFile.Open(path) : null;
        var how = new AskedHow(request.Has("without-relevant"), request.Has("by-words"), request.Has("with-model"));
        var asked = await evaluator.RunAsync(set, how, kept, cancellationToken);
        var reply = asked.ToReply();
        page?.Write(EvaluationPage.Of(asked, reply, time.GetUtcNow()));
        return reply;
    }
}
