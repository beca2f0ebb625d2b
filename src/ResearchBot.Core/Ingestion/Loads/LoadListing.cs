using System.Globalization;
using Microsoft.Extensions.Options;

namespace ResearchBot.Core.Ingestion.Loads;

/// <summary>Lists the files of a load, before the first of them is loaded.</summary>
public sealed class LoadListing(LoadStore store, IOptions<LoadingOptions> options, TimeProvider time)
{
    internal const string Lost = "It can be opened no longer. Attach or name it again.";

    /// <summary>Lists and stores them.</summary>
    /// <returns>How many there are; null when the load is not ours to run any more.</returns>
    /// <exception cref="UserFacingException">A source cannot be listed, or there are too many files.</exception>
    internal async Task<int?> RunAsync(LoadJob job, IReadOnlyList<DocumentSource?> sources, IReadOnlyList<LoadSource> stored, CancellationToken cancellationToken)
    {
        var listed = new List<LoadSource>();
        var files = new List<LoadFile>();
        var seen = new HashSet<(string Root, string Key)>();
        var paths = new Dictionary<string, string>();
        for (var i = 0; i < sources.Count; i++)
        {
            if (sources[i] is not { } source)
            {
                var (_, name) = stored[i].Address;
                files.Add(new LoadFile(files.Count, i, name, name, new FileResult(name, FileStatus.Failed, Lost, null, null, null)));
                listed.Add(stored[i]);
                continue;
            }

            foreach (var file in await source.ListAsync(cancellationToken))
            {
                if (seen.Add((source.Root, file.Key))) // a file named twice is one file
                {
                    var refused = paths.TryAdd(file.Key, file.Path) ? null
                        : new FileResult(file.Path, FileStatus.Refused, DocumentIngestor.SameKey(paths[file.Key], file.Key), null, null, null);
                    files.Add(new LoadFile(files.Count, i, file.Key, file.Path, refused));
                }
            }

            listed.Add(new LoadSource(source.Address, source.Root, source.IsComplete));
        }

        await CheckLimitsAsync(job, files.Count, cancellationToken);
        return await store.StartAsync(job.Id, listed, files, cancellationToken) ? files.Count : null;
    }

    private async Task CheckLimitsAsync(LoadJob job, int count, CancellationToken cancellationToken)
    {
        var most = options.Value.MaxFilesPerJob;
        if (count > most)
        {
            throw new UserFacingException(
                $"It has {Write(count)} files; one load may have {Write(most)} (Loading:MaxFilesPerJob). Load its folders one after the other.");
        }

        most = options.Value.MaxFilesPerDayPerWorkspace;
        if (most > 0)
        {
            var left = Math.Max(0, most - await store.FilesSinceAsync(job.Workspace, time.GetUtcNow().AddDays(-1), cancellationToken));
            if (count > left)
            {
                throw new UserFacingException(
                    $"It has {Write(count)} files; {Write(left)} of {Write(most)} are left for these 24 hours (Loading:MaxFilesPerDayPerWorkspace). Load fewer, or the rest tomorrow.");
            }
        }
    }

    private static string Write(long number) => number.ToString(CultureInfo.InvariantCulture);
}
