using System.Collections.Concurrent;
using System.Net;
using ResearchBot.Core.Ingestion;

namespace ResearchBot.Discord.Rest;

/// <summary>Files that came with messages and commands. Their addresses lapse and are not stored: a load that is resumed by another process says that
/// the file has to be attached again.</summary>
internal sealed class AttachmentFiles(HttpClient http, DiscordOptions options)
{
    public const string Kind = "discord-attachment";

    private const int MostKept = 10_000;

    private readonly ConcurrentDictionary<string, Attachment> _known = [];

    public DocumentSource Open(Attachment attachment)
    {
        if (_known.Count >= MostKept)
        {
            _known.Clear();
        }

        _known[attachment.Id] = attachment;
        return new AttachmentSource(attachment, http, options);
    }

    public DocumentSource? Find(string id) => _known.TryGetValue(id, out var attachment) ? new AttachmentSource(attachment, http, options) : null;
}

/// <summary>Opens attachments that this process saw; others have to be attached again.</summary>
internal sealed class AttachmentOpener(AttachmentFiles files) : SourceOpener
{
    public override string Kind => AttachmentFiles.Kind;
    public override DocumentSource? Open(string text) => files.Find(text);
}

/// <summary>A file that came with a message: fetched from Discord's own hosts only, within a limit, without the bot's token.</summary>
internal sealed class AttachmentSource(Attachment attachment, HttpClient http, DiscordOptions options) : DocumentSource
{
    public override string Root => "discord";
    public override SourceAddress Address => new(AttachmentFiles.Kind, attachment.Id);
    public override bool IsComplete => false;

    private string Name => Path.GetFileName(attachment.Filename ?? string.Empty) is { Length: > 0 } name ? name : attachment.Id;

    public override Task<IReadOnlyList<SourceFile>> ListAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<SourceFile>>([new SourceFile(Name, Name, ReadAsync)]);

    private async Task<ReadOutcome<byte[]>> ReadAsync(CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(attachment.Url, UriKind.Absolute, out var url) || !IsOfDiscord(url))
        {
            return new ReadOutcome<byte[]>(null, "The file is not on one of Discord's own hosts.", null);
        }

        var most = options.MaxAttachmentMegabytes * 1024L * 1024;
        try
        {
            using var response = await http.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (response.StatusCode != HttpStatusCode.OK)
            {
                return new ReadOutcome<byte[]>(null, null, $"Discord did not give the file ({(int)response.StatusCode}). Attach it again.");
            }

            await using var content = await response.Content.ReadAsStreamAsync(cancellationToken);
            using var bytes = new MemoryStream();
            var buffer = new byte[64 * 1024];
            int read;
            while ((read = await content.ReadAsync(buffer, cancellationToken)) > 0)
            {
                bytes.Write(buffer, 0, read);
                if (bytes.Length > most)
                {
                    return new ReadOutcome<byte[]>(null, $"The file has over {options.MaxAttachmentMegabytes} MB (Discord:MaxAttachmentMegabytes).", null);
                }
            }

            return bytes.Length == 0
                ? new ReadOutcome<byte[]>(null, "The file is empty.", null)
                : new ReadOutcome<byte[]>(bytes.ToArray(), null, null);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return new ReadOutcome<byte[]>(null, null, "Discord did not give the file. Attach it again.");
        }
    }

    private bool IsOfDiscord(Uri url) => options.AttachmentHosts.Split(',', StringSplitOptions.TrimEntries).Contains(url.Authority, StringComparer.OrdinalIgnoreCase)
        && (url.Scheme == Uri.UriSchemeHttps || url.IsLoopback);
}
