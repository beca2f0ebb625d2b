using Microsoft.Extensions.Options;
using ResearchBot.Core.Ingestion;
using ResearchBot.Settings;

namespace ResearchBot.Reading;

/// <summary>Opens folders and files of this machine by their full paths. Only the console makes such addresses.</summary>
internal sealed class FolderOpener(IOptions<ReadingOptions> options) : SourceOpener
{
    /// <summary>The kind of these addresses.</summary>
    public const string PathKind = "path";

    /// <inheritdoc/>
    public override string Kind => PathKind;

    /// <inheritdoc/>
    public override DocumentSource? Open(string text) => Path.Exists(text) ? new FolderSource(text, options.Value) : null;
}
