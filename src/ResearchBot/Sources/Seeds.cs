using ResearchBot.Core.Documents;
using ResearchBot.Reading;

namespace ResearchBot.Sources;

/// <summary>Brings the documents that come with the program into the store. What somebody removed stays removed.</summary>
internal sealed class SeedLoader(DocumentIngestor ingestor, IOptions<ReadingOptions> options)
{
    /// <summary>Loads what is new or changed in <c>seeds/</c> beside the program.</summary>
    /// <returns>What became of each seed; nothing when the folder is absent.</returns>
    public async Task<IngestionReport> LoadAsync(IProgress<IngestionProgress>? progress, CancellationToken cancellationToken)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, CollectionId.Seeds.Name);
        return Directory.Exists(folder)
            ? await ingestor.IngestAsync(
                [new SeedFolder(folder, options.Value)], CollectionId.Seeds, new IngestionMode(Prune: true, KeepRemoved: true), progress, cancellationToken)
            : new IngestionReport([], []);
    }
}

/// <summary>The seeds folder, under one name wherever the program is installed.</summary>
internal sealed class SeedFolder(string path, ReadingOptions options) : DocumentSource
{
    private readonly FolderSource _folder = new(path, options);

    public override string Root => "seeds";
    public override SourceAddress Address => _folder.Address;
    public override bool IsComplete => _folder.IsComplete;

    public override async Task<IReadOnlyList<SourceFile>> ListAsync(CancellationToken cancellationToken) =>
        [.. (await _folder.ListAsync(cancellationToken)).Select(file => file with { Path = $"{Root}/{file.Key}" })];
}
