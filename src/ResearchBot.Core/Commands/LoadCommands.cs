using System.Globalization;
using ResearchBot.Core.Ingestion;
using ResearchBot.Core.Ingestion.Loads;
using ResearchBot.Core.Ingestion.Sources;
using ResearchBot.Core.Moderation;
using ResearchBot.Core.Search;
using ResearchBot.Core.Text;

namespace ResearchBot.Core.Commands;

/// <summary>Loads files, folders, pages, sites and repositories into a collection through a stored load that this request waits for.</summary>
public sealed class LoadCommand(
    NamedSources named, SourceStore followed, LoadQueue queue, LoadWait wait, CollectionRights rights, CollectionStore collections)
    : Command(new("load", CommandGroup.Loads, Role.Admin)
    {
        Summary = "Load files, folders, web pages, sites or repositories.",
        Example = "load https://example.org/handbook --collection team",
        Options =
        [
            new("what", OptionKind.Files, "Files, folders, or addresses of pages, sites and repositories.", Required: true),
            new("collection", OptionKind.Word, $"Where they go, “{CollectionId.DefaultName}” if not said."),
            new("prune", OptionKind.Flag, "Remove documents whose files are gone from the folder."),
            new("yes", OptionKind.Flag, "With --prune: also if all files are gone, or more than a third."),
            new("dry-run", OptionKind.Flag, "Only show what would be loaded, and wait for approval."),
            new("every", OptionKind.Number, "Load it again every so many hours, while the bot runs."),
            new("watch", OptionKind.Flag, "Of a folder: keep following it until Ctrl-C."),
            new("depth", OptionKind.Number, "Of a site: load pages this many links away too."),
            new("below", OptionKind.Flag, "Of a site: only the pages below this address."),
            new("branch", OptionKind.Word, "Of a repository: another branch or tag than the usual one."),
            new("folder", OptionKind.Word, "Of a repository: only this folder."),
            new("glob", OptionKind.Word, "Of a repository: only files whose paths fit, such as *.md."),
        ],
    })
{
    /// <summary>If the request is cancelled, cancels its load and throws with a message on what was done.</summary>
    public override async Task<Reply> ExecuteAsync(CommandRequest request, IReplySink sink, CancellationToken cancellationToken)
    {
        var collection = new CollectionId(request.Person.Workspace, CollectionName.Parse(request.Value("collection") ?? CollectionId.DefaultName));
        var every = request.Number("every", VisibleSources.MostHours);
        await CheckRightsAsync(request, collection, cancellationToken);
        IReadOnlyList<DocumentSource> sources = [.. request.Sources, .. named.Open(request.Value("what"), request.Arguments)];
        CheckFollowing(request, sources);
        if (request.Has("watch"))
        {
            sources[0].Watch(); // before anything is listed, so that no change falls between
        }

        await queue.ExpireAsync(cancellationToken);
        var reply = await LoadAsync(request, sources, collection, every, sink, cancellationToken);
        try
        {
            while (request.Has("watch") && reply is LoadReply { Waits: null, DryRun: null } && await sources[0].WaitForChangeAsync(cancellationToken))
            {
                reply = await LoadAsync(request, sources, collection, every: null, new ChangesOnly(sink), cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // the usual end of watching
        }

        return reply;
    }

    private async Task<Reply> LoadAsync(
        CommandRequest request, IReadOnlyList<DocumentSource> sources, CollectionId collection, int? every, IProgress<IngestionProgress> progress, CancellationToken cancellationToken)
    {
        var load = new NewLoad(collection, request.Person.Name, request.Channel, request.From, request.Has("prune"), sources)
        {
            IsDryRun = request.Has("dry-run"), PrunesAll = request.Has("prune") && request.Has("yes"),
        };
        var reply = await wait.RunAsync(await queue.AddAsync(load, cancellationToken), sources, request, progress, cancellationToken);
        if (reply is LoadReply { DryRun: null, Waits: null } loaded && (every is not null || loaded.Report.Files.Any(file => file.DocumentId is not null)))
        {
            foreach (var source in sources.Where(source => source.CanBeFollowed))
            {
                await followed.RememberAsync(collection, source, every, request.Person.Name, request.From, CancellationToken.None); // it is loaded
            }
        }

        return reply;
    }

    private static bool HasDocument(FileResult file) => file.DocumentId is not null;

    private static void CheckFollowing(CommandRequest request, IReadOnlyList<DocumentSource> sources)
    {
        if (request.Has("every") && !sources.All(source => source.CanBeFollowed))
        {
            throw new UserFacingException("--every is for folders, pages, sites and repositories: sent files do not change.");
        }

        if (request.Has("watch") && !(sources.Count == 1 && sources[0].CanBeWatched && request.Person.IsOwner))
        {
            throw new UserFacingException("--watch is for one folder, at the program's own console. Elsewhere --every loads again every so many hours.");
        }
    }

    /// <summary>Shows what became of files that changed, since all others are looked at again too.</summary>
    private sealed class ChangesOnly(IProgress<IngestionProgress> inner) : IProgress<IngestionProgress>
    {
        public void Report(IngestionProgress value)
        {
            if (value.Last is not { Status: FileStatus.Unchanged })
            {
                inner.Report(value);
            }
        }
    }

    /// <summary>Whoever may not read a collection here cannot load into it either, since the reply would reveal its content.</summary>
    private async Task CheckRightsAsync(CommandRequest request, CollectionId collection, CancellationToken cancellationToken)
    {
        if (await collections.ExistsAsync(collection, cancellationToken)
            && !(await rights.ReadableAsync(request.Audience, cancellationToken)).Collections.Contains(collection))
        {
            throw new UserFacingException(
                $"The collection {collection.Name} may not be read by everybody here, so nothing is loaded into it from here. Load from a channel that may read it, or ask for the load in private.");
        }
    }
}

public sealed class LoadsListCommand(LoadHistory history, VisibleLoads visible)
    : Command(new("loads list", CommandGroup.Loads, Role.Admin)
    {
        Summary = "List the loads that are on their way, and the last ones.",
        Example = "loads list",
        IsAudited = false,
    })
{
    private const int Most = 20;

    public override async Task<Reply> ExecuteAsync(CommandRequest request, IReplySink sink, CancellationToken cancellationToken)
    {
        var loads = await visible.FilterAsync(request, await history.ListAsync(request.Person.Workspace, Most, cancellationToken), cancellationToken);
        return new TableReply(
            loads.Count == 0 ? "Nothing was loaded yet. “load” loads files and folders." : "Loads, those on their way first. “loads show” names the files of one, “loads cancel” ends one.",
            ["load", "state", "done", "left", "problems", "collection", "by", "asked"],
            [.. loads.Select(Row)]);
    }

    private static IReadOnlyList<string> Row(LoadSummary load)
    {
        var job = load.Job;
        return
        [
            job.Id,
            VisibleLoads.State(job),
            Write(load.Done),
            job.IsOver ? string.Empty : job.State == LoadState.Queued ? "not counted yet" : Write(job.Total - load.Done),
            load.Problems == 0 ? string.Empty : Write(load.Problems),
            job.Collection.Name,
            job.Person,
            job.CreatedAt.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture),
        ];
    }

    private static string Write(int number) => number.ToString(CultureInfo.InvariantCulture);
}

public sealed class LoadsShowCommand(LoadHistory history, VisibleLoads visible)
    : Command(new("loads show", CommandGroup.Loads, Role.Admin)
    {
        Summary = "Show a load with the status of each file, problems first.",
        Example = "loads show 5h3n8y1d6v2q",
        IsAudited = false,
        Options =
        [
            VisibleLoads.Option,
            new("top", OptionKind.Number, $"How many files, {Usual} if not said, {Most} at most."),
        ],
    })
{
    private const int Usual = 30;
    private const int Most = 500;

    public override async Task<Reply> ExecuteAsync(CommandRequest request, IReplySink sink, CancellationToken cancellationToken)
    {
        var load = await visible.FindAsync(request, cancellationToken);
        var top = Math.Min(request.Number("top") ?? Usual, Most);
        var files = await history.FilesAsync(load.Job.Id, top, cancellationToken);
        var more = load.Job.Total - files.Count;
        var title = string.Join(" · ", new[]
        {
            $"Load {load.Job.Id}: {VisibleLoads.State(load.Job)}",
            load.Job.Reason,
            $"{load.Done} of {load.Job.Total} files done",
            more > 0 ? $"{more.ToString(CultureInfo.InvariantCulture)} more with --top" : null,
        }.OfType<string>());
        return new TableReply(
            title,
            ["status", "file", "reason", "remark", "document"],
            [.. files.Select(file => (IReadOnlyList<string>)
            [
                file.Result?.Status.ToString().ToLowerInvariant() ?? (load.Job.IsOver ? "not loaded" : "waits"),
                file.Path,
                file.Result?.Reason ?? string.Empty,
                file.Result?.Remark ?? string.Empty,
                file.Result?.DocumentId ?? string.Empty,
            ])]);
    }
}

public sealed class LoadsCancelCommand(VisibleLoads visible, LoadQueue queue, LoadWorker worker)
    : Command(new("loads cancel", CommandGroup.Loads, Role.Admin)
    {
        Summary = "End a load; what it loaded stays.",
        Example = "loads cancel 5h3n8y1d6v2q",
        Options = [VisibleLoads.Option],
    })
{
    public override async Task<Reply> ExecuteAsync(CommandRequest request, IReplySink sink, CancellationToken cancellationToken)
    {
        var job = (await visible.FindAsync(request, cancellationToken)).Job;
        if (!await queue.CancelAsync(job.Workspace, job.Id, request.Person.Name, cancellationToken))
        {
            throw new UserFacingException($"The load {job.Id} is over already: {VisibleLoads.State(job)}. “documents remove” takes back what it loaded.");
        }

        worker.Wake();
        return new DoneReply($"The load {job.Id} ends{(job is { State: LoadState.Running, IsHeld: true } ? " after the file in hand" : " now")}. What it loaded stays; loading the same files again goes on from there.");
    }
}

public sealed class LoadsApproveCommand(VisibleLoads visible, LoadQueue queue, LoadWait wait, LoadStore store, NamedSources named, SourceStore followed)
    : Command(new("loads approve", CommandGroup.Loads, Role.Admin)
    {
        Summary = "Load what a dry run has shown.",
        Example = "loads approve 5h3n8y1d6v2q",
        Options = [VisibleLoads.Option],
    })
{
    public override async Task<Reply> ExecuteAsync(CommandRequest request, IReplySink sink, CancellationToken cancellationToken)
    {
        var job = (await visible.FindAsync(request, cancellationToken)).Job;
        var approved = await queue.ApproveAsync(job, cancellationToken) ?? throw VisibleLoads.NotPrepared(job);
        var reply = await wait.RunAsync(approved, request.Sources, request, sink, cancellationToken);
        foreach (var source in await store.SourcesAsync(job.Id, cancellationToken))
        {
            if (reply is LoadReply { Waits: null } && named.Open(source.Address) is { CanBeFollowed: true } opened)
            {
                await followed.RememberAsync(job.Collection, opened, hours: null, request.Person.Name, request.From, cancellationToken);
            }
        }

        return reply;
    }
}

public sealed class LoadsDropCommand(VisibleLoads visible, LoadQueue queue)
    : Command(new("loads drop", CommandGroup.Loads, Role.Admin)
    {
        Summary = "Do not load what a dry run has shown.",
        Example = "loads drop 5h3n8y1d6v2q",
        Options = [VisibleLoads.Option],
    })
{
    public override async Task<Reply> ExecuteAsync(CommandRequest request, IReplySink sink, CancellationToken cancellationToken)
    {
        var job = (await visible.FindAsync(request, cancellationToken)).Job;
        return await queue.DropAsync(job, cancellationToken)
            ? new DoneReply($"The load {job.Id} is dropped. Nothing of it was loaded, and what was read for it is deleted.")
            : throw VisibleLoads.NotPrepared(job);
    }
}

public sealed class LoadsUndoCommand(VisibleLoads visible, LoadUndo undo, IndexFollower follower, TimeProvider time)
    : Command(new("loads undo", CommandGroup.Loads, Role.Admin)
    {
        Summary = "Put back what a load changed.",
        Example = "loads undo 5h3n8y1d6v2q",
        Options = [VisibleLoads.Option],
    })
{
    public override async Task<Reply> ExecuteAsync(CommandRequest request, IReplySink sink, CancellationToken cancellationToken)
    {
        var job = (await visible.FindAsync(request, cancellationToken)).Job;
        if (job.State is not (LoadState.Done or LoadState.Cancelled))
        {
            throw new UserFacingException($"The load {job.Id} cannot be undone: {VisibleLoads.State(job)}.");
        }

        if (job.CreatedAt < time.GetUtcNow().AddDays(-LoadUndo.Days))
        {
            throw new UserFacingException($"The load {job.Id} is older than {LoadUndo.Days} days and cannot be undone. “documents restore” brings back older versions.");
        }

        var undone = await undo.RunAsync(job, cancellationToken);
        await follower.CatchUpIfStartedAsync(cancellationToken);
        var done = $"The load {job.Id} is undone: {(undone.Done == 1 ? "1 document is" : $"{undone.Done.ToString(CultureInfo.InvariantCulture)} documents are")} as before.";
        return undone.Left.Count == 0 ? new DoneReply(done) : new TableReply(
            $"{done} These were left as they are:",
            ["document", "source", "why"],
            [.. undone.Left.Select(one => (IReadOnlyList<string>)[one.DocumentId, one.Key, one.Why])]);
    }
}

/// <summary>The loads that an audience may know of: those into collections that it may read, since file names are content too.</summary>
public sealed class VisibleLoads(LoadHistory history, CollectionRights rights, CollectionStore collections)
{
    public static readonly CommandOption Option = new("load", OptionKind.Word, "The load's id, from “loads list”.", Required: true);

    public static string State(LoadJob job) => job switch
    {
        { IsOver: false, IsHeld: false } => "waits for a process to go on with it",
        { State: LoadState.Running, Reason: { Length: > 0 } why } => $"waits: {why}",
        _ => job.State.ToString().ToLowerInvariant(),
    };

    public static UserFacingException NotPrepared(LoadJob job) =>
        new($"The load {job.Id} does not wait for approval: {State(job)}. “load --dry-run” prepares one.");

    /// <summary>The load that the request names.</summary>
    /// <exception cref="UserFacingException">There is none that may be shown here.</exception>
    public async Task<LoadSummary> FindAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        var id = request.Value(Option.Name) ?? string.Empty;
        var found = await history.FindAsync(request.Person.Workspace, id, cancellationToken);
        return found is not null && (await FilterAsync(request, [found], cancellationToken)).Count > 0 ? found
            : throw new UserFacingException($"There is no load {OutgoingText.CleanLine(id)} that can be shown here. “loads list” names them.");
    }

    public async Task<IReadOnlyList<LoadSummary>> FilterAsync(CommandRequest request, IReadOnlyList<LoadSummary> loads, CancellationToken cancellationToken)
    {
        var readable = (await rights.ReadableAsync(request.Audience, cancellationToken)).Collections.ToHashSet();
        var shown = new List<LoadSummary>();
        foreach (var load in loads)
        {
            if (readable.Contains(load.Job.Collection) || !await collections.ExistsAsync(load.Job.Collection, cancellationToken))
            {
                shown.Add(load);
            }
        }

        return shown;
    }
}
