using ResearchBot.Core.Ingestion;

namespace ResearchBot.Discord.Files;

/// <summary>Opens attachments that this process saw; others have to be attached again.</summary>
internal sealed class AttachmentOpener(AttachmentFiles files) : SourceOpener
{
    /// <inheritdoc/>
    public override string Kind => AttachmentFiles.Kind;

    /// <inheritdoc/>
    public override DocumentSource? Open(string text) => files.Find(text);
}
