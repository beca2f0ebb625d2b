using ResearchBot.Core;
using ResearchBot.Core.Ingestion;
using ResearchBot.Slack.Payloads;

namespace ResearchBot.Slack.Web;

/// <summary>Files that people sent. Slack keeps them, so a load that is resumed by another process can fetch them again.</summary>
internal sealed class SlackFiles(SlackWeb slack, FileDownload download) : SourceOpener
{
    /// <inheritdoc/>
    public override string Kind => "slack-file";

    /// <inheritdoc/>
    public override DocumentSource? Open(string text) => new Source(Kind, new SlackFile(text, null, null, null, null, null, null, "check_file_info", null, null, null), slack, download);

    /// <summary>The source of a file.</summary>
    public DocumentSource Open(SlackFile file) => new Source(Kind, file, slack, download);

    private sealed class Source(string kind, SlackFile file, SlackWeb slack, FileDownload download) : DocumentSource
    {
        public override string Root => "slack";

        public override SourceAddress Address => new(kind, file.Id ?? string.Empty);

        public override bool IsComplete => false;

        public override async Task<IReadOnlyList<SourceFile>> ListAsync(CancellationToken cancellationToken)
        {
            var full = await FillAsync(cancellationToken);
            var name = Path.GetFileName(full.Name ?? string.Empty) is { Length: > 0 } given ? given : full.Id ?? "file";
            return [new SourceFile(name, name, ending => ReadAsync(full, ending))];
        }

        /// <summary>In events a file may be a stub.</summary>
        private async Task<SlackFile> FillAsync(CancellationToken cancellationToken)
        {
            if (file.Id is null || FileDownload.HasNoContent(file.Mode) || (file.FileAccess is not "check_file_info" && (file.UrlPrivate ?? file.UrlPrivateDownload) is not null))
            {
                return file;
            }

            try
            {
                return await slack.ReadFileAsync(file.Id, cancellationToken);
            }
            catch (SlackException gone) when (gone.Code is "file_not_found" or "file_deleted" or "not_visible")
            {
                return file with { Mode = "tombstone" };
            }
            catch (SlackException fault)
            {
                throw new UserFacingException("Slack does not say what this file is. Send it again.", isFailure: true, fault);
            }
        }

        private async Task<ReadOutcome<byte[]>> ReadAsync(SlackFile full, CancellationToken cancellationToken)
        {
            try
            {
                return new ReadOutcome<byte[]>(await download.ReadAsync(full, cancellationToken), null, null);
            }
            catch (UserFacingException refused)
            {
                return refused.IsFailure ? new ReadOutcome<byte[]>(null, null, refused.Message) : new ReadOutcome<byte[]>(null, refused.Message, null);
            }
        }
    }
}
