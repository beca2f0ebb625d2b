using System.Net.Http.Headers;
using ResearchBot.Core.Ingestion;

namespace ResearchBot.Slack.Web;

/// <summary>Fetches files with the bot's token, which goes to Slack's own hosts only. Redirects are followed by hand, since the token would be lost
/// otherwise; and what comes is looked at, since Slack answers with its login page and 200 where the token does not suffice.</summary>
internal sealed partial class FileDownload(HttpClient http, SlackOptions options, ILogger<FileDownload> logger)
{
    private const int MostRedirects = 3;

    private const string NotTheFile =
        "Slack did not give the file but its login page. The app needs the scope files:read, and has to be installed again after it was added.";

    private readonly FileHosts _hosts = new(options);

    /// <summary>The file's bytes.</summary>
    /// <exception cref="UserFacingException">They cannot be had; the message says why.</exception>
    public async Task<byte[]> ReadAsync(SlackFile file, CancellationToken cancellationToken)
    {
        var address = file.UrlPrivateDownload ?? file.UrlPrivate;
        if (HasNoContent(file.Mode) || file.FileAccess is "check_file_info" or "access_denied" || address is null)
        {
            throw new UserFacingException("Slack keeps no content of this file for the bot: it was deleted, hidden, shared from elsewhere, or is kept outside Slack.");
        }

        if (file.Size > Limit)
        {
            throw TooLarge();
        }

        try
        {
            using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            deadline.CancelAfter(http.Timeout);
            using var response = await FollowAsync(new Uri(address), deadline.Token);
            var bytes = await ReadAsync(response.Content, deadline.Token);
            Check(file, response.Content.Headers.ContentType?.MediaType, bytes);
            return bytes;
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or UriFormatException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            throw new UserFacingException("Slack did not give the file. Send it again.", isFailure: true, fault);
        }
    }

    /// <summary>Whether Slack keeps nothing of a file of this mode.</summary>
    public static bool HasNoContent(string? mode) => mode is "tombstone" or "hidden_by_limit" or "external";

    private long Limit => options.MaxFileMegabytes * 1024L * 1024;

    private UserFacingException TooLarge() => new($"The file has over {options.MaxFileMegabytes} MB (Slack:MaxFileMegabytes).");

    private async Task<HttpResponseMessage> FollowAsync(Uri url, CancellationToken cancellationToken)
    {
        for (var hops = 0; ; hops++)
        {
            if (!_hosts.Allow(url))
            {
                LogForeign(url.Host);
                throw new UserFacingException("The file is not on one of Slack's own hosts (Slack:FileHosts).");
            }

            using var request = new HttpRequestMessage(HttpMethod.Get, url);
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", options.BotToken);
            request.Headers.TryAddWithoutValidation("User-Agent", options.UserAgent);
            var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (response.IsSuccessStatusCode)
            {
                return response;
            }

            using (response)
            {
                if ((int)response.StatusCode is not (301 or 302 or 303 or 307 or 308) || response.Headers.Location is not { } next || hops == MostRedirects)
                {
                    throw new HttpRequestException($"Slack answered with {(int)response.StatusCode} after {hops} redirects.");
                }

                url = new Uri(url, next);
            }
        }
    }

    private async Task<byte[]> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        await using var stream = await content.ReadAsStreamAsync(cancellationToken);
        using var bytes = new MemoryStream();
        var buffer = new byte[64 * 1024];
        int read;
        while ((read = await stream.ReadAsync(buffer, cancellationToken)) > 0)
        {
            bytes.Write(buffer, 0, read);
            if (bytes.Length > Limit)
            {
                throw TooLarge();
            }
        }

        return bytes.ToArray();
    }

    /// <summary>A page of HTML is the file only where Slack said that the file is one, or has just this size.</summary>
    private static void Check(SlackFile file, string? type, byte[] bytes)
    {
        if (bytes.Length == 0)
        {
            throw new UserFacingException("The file is empty.");
        }

        var isPage = type is "text/html" or "application/xhtml+xml" || LooksLikePage(bytes);
        var hasSize = file.Size > 0 && bytes.Length == file.Size;
        if (isPage && !hasSize)
        {
            throw new UserFacingException(NotTheFile, isFailure: true);
        }

        if (file.Size > bytes.Length)
        {
            throw new UserFacingException("Slack gave less of the file than it has. Send it again.", isFailure: true);
        }
    }

    private static bool LooksLikePage(ReadOnlySpan<byte> bytes)
    {
        var start = System.Text.Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, 512)]).TrimStart('\u00EF', '\u00BB', '\u00BF', ' ', '\t', '\r', '\n');
        return start.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase) || start.StartsWith("<html", StringComparison.OrdinalIgnoreCase);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Slack: a file is on {Host}, which is none of Slack's hosts (Slack:FileHosts); it is not fetched, and the token not sent there")]
    private partial void LogForeign(string host);
}

/// <summary>Where files may be fetched from: the hosts that the bot's token may go to.</summary>
internal sealed class FileHosts(SlackOptions options)
{
    private readonly string[] _hosts = options.FileHosts.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
    private readonly bool _allowsLoopback = new Uri(options.ApiUrl).IsLoopback; // then Slack itself is on this machine

    public bool Allow(Uri url) =>
        (_allowsLoopback && url.IsLoopback && url.Scheme is "http" or "https")
        || (url.Scheme == Uri.UriSchemeHttps && url.IsDefaultPort && url.UserInfo.Length == 0 && _hosts.Any(host => Matches(url.IdnHost, host)));

    private static bool Matches(string name, string host) => host.StartsWith("*.", StringComparison.Ordinal)
        ? name.EndsWith(host[1..], StringComparison.OrdinalIgnoreCase)
        : name.Equals(host, StringComparison.OrdinalIgnoreCase);
}

/// <summary>Files that people sent. Slack keeps them, so a load that is resumed by another process can fetch them again.</summary>
internal sealed class SlackFiles(SlackWeb slack, FileDownload download) : SourceOpener
{
    public override string Kind => "slack-file";
    public override DocumentSource? Open(string text) => new Source(Kind, new SlackFile(text, null, null, null, null, null, null, "check_file_info", null, null, null), slack, download);

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
