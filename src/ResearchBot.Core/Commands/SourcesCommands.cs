using System.Globalization;
using ResearchBot.Core.Ingestion.Sources;
using ResearchBot.Core.Moderation;
using ResearchBot.Core.Search;
using ResearchBot.Core.Text;

namespace ResearchBot.Core.Commands;

public sealed class SourcesListCommand(SourceStore sources, VisibleSources visible)
    : Command(new("sources list", CommandGroup.Sources, Role.Admin)
    {
        Summary = "List the folders, pages, sites and repositories that are followed.",
        Example = "sources list",
        IsAudited = false,
    })
{
    public override async Task<Reply> ExecuteAsync(CommandRequest request, IReplySink sink, CancellationToken cancellationToken)
    {
        var shown = await visible.FilterAsync(request, await sources.ListAsync(request.Person.Workspace, cancellationToken), cancellationToken);
        return new TableReply(
            shown.Count == 0 ? "Nothing is followed yet. “load” with a folder or an address loads it and follows it."
                : "What is followed. “sources refresh” loads one again now, “sources schedule” every few hours, “sources remove” ends it.",
            ["source", "what", "collection", "every", "last", "outcome"],
            [.. shown.Select(Row)]);
    }

    private static IReadOnlyList<string> Row(FollowedSource source) =>
    [
        source.Id,
        OutgoingText.CleanLine(source.Address.Text),
        source.Collection.Name,
        source.EveryHours == 0 ? "when asked" : $"{source.EveryHours.ToString(CultureInfo.InvariantCulture)} h",
        source.RefreshedAt?.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture) ?? string.Empty,
        source.Job is not null ? "is being loaded" : OutgoingText.CleanLine(source.Outcome),
    ];
}

public sealed class SourcesRefreshCommand(SourceRefresh refresh, VisibleSources visible, IndexFollower follower)
    : Command(new("sources refresh", CommandGroup.Sources, Role.Admin)
    {
        Summary = "Load a source again now.",
        Example = "sources refresh k7m2x9p4",
        Options =
        [
            VisibleSources.Option,
            new("prune", OptionKind.Flag, "Remove documents that are gone from it at once, not after three refreshes."),
        ],
    })
{
    public override async Task<Reply> ExecuteAsync(CommandRequest request, IReplySink sink, CancellationToken cancellationToken)
    {
        var source = await visible.FindAsync(request, cancellationToken);
        var report = await refresh.RunAsync(source, request.Person.Name, request.Has("prune"), sink, cancellationToken)
            ?? throw new UserFacingException($"The source {source.Id} is being loaded already. “sources list” says when it was.");
        await follower.CatchUpIfStartedAsync(cancellationToken);
        return new LoadReply(source.Collection.Name, report);
    }
}

public sealed class SourcesScheduleCommand(SourceStore sources, VisibleSources visible)
    : Command(new("sources schedule", CommandGroup.Sources, Role.Admin)
    {
        Summary = "Choose how often a source is loaded again.",
        Example = "sources schedule k7m2x9p4 --every 24",
        Options = [VisibleSources.Option, new("every", OptionKind.Number, "Hours between refreshes; only when asked, if not said.")],
    })
{
    public override async Task<Reply> ExecuteAsync(CommandRequest request, IReplySink sink, CancellationToken cancellationToken)
    {
        var every = request.Number("every", VisibleSources.MostHours);
        var source = await visible.FindAsync(request, cancellationToken);
        await sources.ScheduleAsync(source, every ?? 0, cancellationToken);
        return new DoneReply(every is { } hours
            ? $"The source {source.Id} is loaded again every {(hours == 1 ? "hour" : $"{hours.ToString(CultureInfo.InvariantCulture)} hours")}, while the bot runs."
            : $"The source {source.Id} is loaded again only when asked: “sources refresh {source.Id}”.");
    }
}

public sealed class SourcesRemoveCommand(SourceStore sources, VisibleSources visible, DocumentStore documents, IndexFollower follower)
    : Command(new("sources remove", CommandGroup.Sources, Role.Admin)
    {
        Summary = "Stop following a source.",
        Example = "sources remove k7m2x9p4",
        Options = [VisibleSources.Option, new("documents", OptionKind.Flag, "Remove its documents too.")],
    })
{
    public override async Task<Reply> ExecuteAsync(CommandRequest request, IReplySink sink, CancellationToken cancellationToken)
    {
        var source = await visible.FindAsync(request, cancellationToken);
        await sources.RemoveAsync(source, cancellationToken);
        var loaded = await documents.LoadedFromAsync(source.Collection, source.Root, cancellationToken);
        if (!request.Has("documents"))
        {
            return new DoneReply($"{OutgoingText.CleanLine(source.Address.Text)} is followed no longer. Its {Count(loaded.Count)} stay; loading it again follows it again.");
        }

        foreach (var document in loaded)
        {
            await documents.RemoveAsync(new ReadScope([source.Collection]), document.Id, cancellationToken);
        }

        await follower.CatchUpIfStartedAsync(cancellationToken);
        return new DoneReply($"{OutgoingText.CleanLine(source.Address.Text)} is followed no longer, and its {Count(loaded.Count)} are removed. “documents restore” brings one back.");
    }

    private static string Count(int documents) => documents == 1 ? "1 document" : $"{documents.ToString(CultureInfo.InvariantCulture)} documents";
}

/// <summary>The sources that an audience may know of: those of collections that it may read.</summary>
public sealed class VisibleSources(SourceStore sources, CollectionRights rights, CollectionStore collections)
{
    public const int MostHours = 8_760;

    public static readonly CommandOption Option = new("source", OptionKind.Word, "The source's id, from “sources list”.", Required: true);

    /// <summary>The source that the request names.</summary>
    /// <exception cref="UserFacingException">There is none that may be shown here.</exception>
    public async Task<FollowedSource> FindAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        var id = request.Value(Option.Name) ?? string.Empty;
        var found = await sources.FindAsync(request.Person.Workspace, id, cancellationToken);
        return found is not null && (await FilterAsync(request, [found], cancellationToken)).Count > 0 ? found
            : throw new UserFacingException($"There is no source {OutgoingText.CleanLine(id)} that can be shown here. “sources list” names them.");
    }

    public async Task<IReadOnlyList<FollowedSource>> FilterAsync(CommandRequest request, IReadOnlyList<FollowedSource> found, CancellationToken cancellationToken)
    {
        var readable = (await rights.ReadableAsync(request.Audience, cancellationToken)).Collections.ToHashSet();
        var shown = new List<FollowedSource>();
        foreach (var source in found)
        {
            if (readable.Contains(source.Collection) || !await collections.ExistsAsync(source.Collection, cancellationToken))
            {
                shown.Add(source);
            }
        }

        return shown;
    }
}
