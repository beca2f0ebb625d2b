using ResearchBot.Core.Moderation;
using ResearchBot.Core.Privacy;
using ResearchBot.Core.Text;

namespace ResearchBot.Core.Commands;

public sealed class ForgetMeCommand(PersonErasure erasure, Forgetting forgetting)
    : Command(new("forget me", CommandGroup.Privacy, Role.Member)
    {
        IsPrivate = true,
        Summary = "Delete everything that is kept of you here.",
        Example = "forget me",
        IsAlwaysServed = true,
        Options = [new("yes", OptionKind.Flag, "Do it; without this you see what would be deleted.")],
    })
{
    public override async Task<Reply> ExecuteAsync(CommandRequest request, IReplySink sink, CancellationToken cancellationToken)
    {
        var (workspace, person) = (request.Person.Workspace, request.Person.Name);
        var traces = await erasure.CountAsync(workspace, person, cancellationToken);
        if (!request.Has("yes"))
        {
            return new TableReply(
                traces.Count == 0
                    ? "Nothing is kept of you here. “/forget me --yes” makes sure that older backups forget you too."
                    : "Nothing is deleted yet. “/forget me --yes” does this, and it cannot be taken back:",
                ["what", "count", "becomes"],
                [.. traces.Select(trace => (IReadOnlyList<string>)[What(trace), $"{trace.Rows}", Becomes(trace.Fate)])]);
        }

        var (messages, compacted) = await forgetting.ForgetAsync(workspace, person, cancellationToken);
        var deleted = traces.Where(trace => trace.Fate == PersonFate.Delete).Select(trace => $"{What(trace)}: {trace.Rows}").ToArray();
        return new DoneReply(string.Join(' ',
        [
            deleted.Length == 0 ? "You are forgotten." : $"You are forgotten. Deleted: {string.Join(", ", deleted)}.",
            .. traces.Any(trace => trace.Fate == PersonFate.Replace) ? [$"Where others need the entry, “{StoredTables.Forgotten}” stands in your place."] : Array.Empty<string>(),
            .. traces.Any(trace => trace.Fate == PersonFate.Hash) ? ["You stay blocked; of that only a keyed hash is kept."] : Array.Empty<string>(),
            .. messages > 0 ? [$"{messages} posted messages are being deleted."] : Array.Empty<string>(),
            .. compacted ? [] : new[] { "Traces leave the store's files as soon as no other process reads it." },
            "What you ask from now on is kept again.",
        ]));
    }

    private static string What(PersonTrace trace) => (trace.Table, trace.Column) switch
    {
        ("answers", "person") => "questions with their answers",
        ("answers", _) => "answers that you retracted",
        ("role_grants", "subject") => "roles given to you",
        ("role_grants", _) => "roles that you gave",
        ("chosen_settings", "set_by") => "settings that you chose",
        ("chosen_settings", _) => "settings that name you",
        ("blocks", "person") => "blocks of you",
        ("blocks", _) => "blocks by you",
        ("audit", _) => "audit entries",
        ("answer_votes", _) => "votes on answers",
        ("answer_handovers", _) => "questions that you handed to people",
        ("unanswered_askers", _) => "answers that you wait for",
        ("quiet_people", _) => "your wish for quiet",
        ("quiet_conversations", _) => "conversations that you made quiet",
        ("direct_choices", _) => "your workspace of direct messages",
        ("received_requests", _) => "requests that came from you",
        ("load_jobs", "person") => "loads that you asked for",
        ("load_jobs", _) => "loads that you ended",
        ("pins", _) => "answers that you pinned",
        ("rulings", _) => "rulings of yours",
        ("withdrawn_passages", _) => "passages that you took out of use",
        ("tenants", _) => "links that you made",
        ("outsiders", _) => "that you are a guest or of another organisation",
        _ => $"{trace.Table.Replace('_', ' ')} ({trace.Column.Replace('_', ' ')})",
    };

    private static string Becomes(PersonFate fate) => fate switch
    {
        PersonFate.Delete => "deleted",
        PersonFate.Hash => "kept as a keyed hash",
        _ => $"kept, with “{StoredTables.Forgotten}” in your place",
    };
}

public sealed class DeleteCommand(AnswerChoice choice, AnswerRemoval removal, IStoreEngine engine)
    : Command(new("delete", CommandGroup.Privacy, Role.Member)
    {
        Summary = "Delete a question of yours with its answer.",
        Example = "delete --answer b1946ac92492d234",
        IsAlwaysServed = true,
        Options = [AnswerChoice.Option],
    })
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    public override async Task<Reply> ExecuteAsync(CommandRequest request, IReplySink sink, CancellationToken cancellationToken)
    {
        var found = await choice.FindUncheckedAsync(request, cancellationToken);
        if (found.Workspace != request.Person.Workspace || found.Person != request.Person.Name)
        {
            throw new UserFacingException(request.Value(AnswerChoice.Option.Name) is { } receipt
                ? $"There is no answer {OutgoingText.CleanLine(receipt)} that can be shown here. Its receipt stands below it; an answer of another channel is shown in private only."
                : "The last question here is somebody else's. Name yours by its receipt, which stands below the answer.");
        }

        await removal.DeleteAsync(found, cancellationToken);
        await engine.CompactAsync(Patience, cancellationToken);
        var question = found.IsPrivate && !request.IsPrivate ? "question" : $"question “{found.Question.Text}”"; // others read this reply
        return new DoneReply(found.PostedAt is null
            ? $"Your {question} and its answer are deleted. This cannot be taken back."
            : $"Your {question} and its answer are deleted, and its message is being deleted. This cannot be taken back.");
    }
}

public sealed class RetentionRunCommand(RetentionSweep sweep, IStoreEngine engine)
    : Command(new("retention run", CommandGroup.Privacy, Role.Admin)
    {
        Summary = "Delete what was kept for its whole time, as is done daily.",
        Example = "retention run --dry-run",
        Options = [new("dry-run", OptionKind.Flag, "Only say what would go.")],
    })
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    public override async Task<Reply> ExecuteAsync(CommandRequest request, IReplySink sink, CancellationToken cancellationToken)
    {
        var dryRun = request.Has("dry-run");
        var workspace = request.Person.IsOwner ? null : request.Person.Workspace; // others see nothing of other tenants
        var counts = await sweep.RunAsync(workspace, dryRun, cancellationToken);
        if (!dryRun)
        {
            await engine.CompactAsync(Patience, cancellationToken);
        }

        var where = workspace is null ? "in all workspaces" : "in this workspace";
        return new TableReply(
            dryRun ? $"Would be deleted {where}; nothing is yet. “/retention run” does it:" : $"Deleted {where}:",
            ["kind", "kept", "rows"],
            [.. counts.Where(count => workspace is null || count.Kind != RetentionKind.LeftWorkspaces)
                .Select(count => (IReadOnlyList<string>)[NameOf(count.Kind), count.Days == 0 ? "for ever" : $"{count.Days} days", $"{count.Rows}"])]);
    }

    private static string NameOf(RetentionKind kind) => kind switch
    {
        RetentionKind.RemovedDocuments => "texts of removed documents",
        RetentionKind.LeftWorkspaces => "workspaces that removed the bot",
        _ => kind.ToString().ToLowerInvariant(),
    };
}
