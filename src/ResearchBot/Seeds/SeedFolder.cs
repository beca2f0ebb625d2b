using ResearchBot.Core.Ingestion;
using ResearchBot.Reading;
using ResearchBot.Settings;

namespace ResearchBot.Seeds;

/// <summary>The seeds folder, under one name wherever the program is installed.</summary>
internal sealed class SeedFolder(string path, ReadingOptions options) : DocumentSource
{
    private readonly FolderSource _folder = new(path, options);

    /// <inheritdoc/>
    public override string Root => "seeds";

    /// <inheritdoc/>
    public override SourceAddress Address => _folder.Address;

    /// <inheritdoc/>
    public override bool IsComplete => _folder.IsComplete;

    /// <inheritdoc/>
    public override async Task<IReadOnlyList<SourceFile>> ListAsync(CancellationToken cancellationToken) =>
        [.. (await _folder.ListAsync(cancellationToken)).Select(file => file with { Path = $"{Root}/{file.Key}" })];
}
