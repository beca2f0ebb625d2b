using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization.Metadata;

namespace ResearchBot.Slack.Web;

/// <summary>What the bot asks of Slack, by name. Reads go as forms, writes as JSON.</summary>
internal sealed class SlackWeb(WebClient client)
{
    private const int MostPages = 100;
    private const string PageSize = "200";

    private static readonly TimeSpan PostsApart = TimeSpan.FromSeconds(1);
    private static readonly (string Key, string Value) WithMetadata = ("include_all_metadata", "true");
    private static readonly SlackJson Json = SlackJson.Default;

    /// <summary>An address for one connection of Socket Mode.</summary>
    /// <exception cref="HttpRequestException">What came is no address.</exception>
    public async Task<Uri> OpenConnectionAsync(CancellationToken cancellationToken)
    {
        var opened = await client.CallAsync(Read("apps.connections.open") with { IsRepeatable = false, IsOfApp = true }, Json.OpenedConnection, cancellationToken);
        return Uri.TryCreate(opened.Url, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeWss || (url.Scheme == Uri.UriSchemeWs && url.IsLoopback))
            ? url
            : throw new HttpRequestException("Slack answered apps.connections.open with no address.");
    }

    public Task<Identity> TestAuthAsync(CancellationToken cancellationToken) => client.CallAsync(Read("auth.test"), Json.Identity, cancellationToken);

    /// <summary>Posts a message. It is not tried again where its outcome is unknown: it could stand there twice.</summary>
    public Task<PostedMessage> PostAsync(string channel, OutgoingMessage message, CancellationToken cancellationToken) => client.CallAsync(
        Write(
            "chat.postMessage",
            new MessageArguments(channel, message.Text) { Blocks = message.Blocks, ThreadTs = message.ThreadTs, Metadata = message.Metadata, UnfurlLinks = false, UnfurlMedia = false },
            Json.MessageArguments) with { Major = channel, Apart = PostsApart },
        Json.PostedMessage,
        cancellationToken);

    /// <summary>Puts something else in the place of a message of ours. Without blocks those that it has are removed.</summary>
    public Task UpdateAsync(string channel, string ts, OutgoingMessage message, CancellationToken cancellationToken) => client.CallAsync(
        Write("chat.update", new MessageArguments(channel, message.Text) { Ts = ts, Blocks = message.Blocks ?? [], Metadata = message.Metadata }, Json.MessageArguments)
            with { IsRepeatable = true },
        cancellationToken);

    /// <summary>Deletes a message of ours; one that is gone already is deleted.</summary>
    public async Task DeleteAsync(string channel, string ts, CancellationToken cancellationToken)
    {
        try
        {
            await client.CallAsync(Write("chat.delete", new MessageName(channel, ts), Json.MessageName) with { IsRepeatable = true }, cancellationToken);
        }
        catch (SlackException gone) when (gone.Code == "message_not_found")
        {
            // What was asked for is so.
        }
    }

    public Task PostEphemeralAsync(string channel, string user, OutgoingMessage message, CancellationToken cancellationToken) => client.CallAsync(
        Write("chat.postEphemeral", new MessageArguments(channel, message.Text) { User = user, Blocks = message.Blocks, ThreadTs = message.ThreadTs }, Json.MessageArguments),
        cancellationToken);

    /// <param name="name">The emoji's name, without colons.</param>
    public Task ReactAsync(string channel, string ts, string name, CancellationToken cancellationToken) => client.CallAsync(
        Write("reactions.add", new ReactionArguments(channel, ts, name), Json.ReactionArguments) with { IsRepeatable = true }, cancellationToken);

    /// <summary>Says in a thread what the bot is doing; an empty text says nothing.</summary>
    public Task SetStatusAsync(string channel, string threadTs, string status, CancellationToken cancellationToken) => client.CallAsync(
        Write("assistant.threads.setStatus", new StatusArguments(channel, threadTs, status), Json.StatusArguments) with { Major = $"{channel}/{threadTs}", IsRepeatable = true },
        cancellationToken);

    public async Task<Channel> OpenDirectAsync(string user, CancellationToken cancellationToken) =>
        (await client.CallAsync(Read("conversations.open", ("users", user)), Json.FoundChannel, cancellationToken)).Channel;

    public IAsyncEnumerable<Message> ReadThreadAsync(string channel, string threadTs, CancellationToken cancellationToken) => ListAsync(
        "conversations.replies", [("channel", channel), ("ts", threadTs), WithMetadata], Json.MessagePage, page => page.Messages, cancellationToken);

    /// <summary>The messages of a channel after one of them, without those in threads; the newest first.</summary>
    public IAsyncEnumerable<Message> ReadAfterAsync(string channel, string ts, CancellationToken cancellationToken) => ListAsync(
        "conversations.history", [("channel", channel), ("oldest", ts), WithMetadata], Json.MessagePage, page => page.Messages, cancellationToken);

    public async Task<User> ReadUserAsync(string user, CancellationToken cancellationToken) =>
        (await client.CallAsync(Read("users.info", ("user", user)), Json.FoundUser, cancellationToken)).User;

    /// <summary>All user groups with their members.</summary>
    public async Task<IReadOnlyList<UserGroup>> ReadGroupsAsync(CancellationToken cancellationToken) =>
        (await client.CallAsync(Read("usergroups.list", ("include_users", "true")), Json.GroupList, cancellationToken)).Usergroups ?? [];

    public async Task<Channel> ReadChannelAsync(string channel, CancellationToken cancellationToken) =>
        (await client.CallAsync(Read("conversations.info", ("channel", channel)), Json.FoundChannel, cancellationToken)).Channel;

    /// <summary>Opens a form, within three seconds of the press that it answers.</summary>
    public Task OpenViewAsync(string triggerId, JsonElement view, CancellationToken cancellationToken) =>
        client.CallAsync(Write("views.open", new ViewArguments(triggerId, view), Json.ViewArguments), cancellationToken);

    public async Task<SlackFile> ReadFileAsync(string file, CancellationToken cancellationToken) =>
        (await client.CallAsync(Read("files.info", ("file", file)), Json.FoundFile, cancellationToken)).File;

    /// <summary>Uploads a file into a channel.</summary>
    /// <param name="threadTs">The thread's first message; null for none.</param>
    public async Task UploadAsync(string channel, string? threadTs, string name, byte[] bytes, string? comment, CancellationToken cancellationToken)
    {
        var address = await client.CallAsync(
            Read("files.getUploadURLExternal", ("filename", name), ("length", $"{bytes.Length}")), Json.UploadAddress, cancellationToken);
        using var content = new ByteArrayContent(bytes) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } };
        await client.SendAsync("the upload of a file", new Uri(address.UploadUrl), content, cancellationToken);
        await client.CallAsync(
            Write("files.completeUploadExternal", new CompleteUpload([new UploadedFile(address.FileId, name)], channel, threadTs, comment), Json.CompleteUpload), cancellationToken);
    }

    /// <summary>Answers at the address that came with a command or a press: five times within 30 minutes.</summary>
    public Task RespondAsync(Uri responseUrl, ResponseMessage message, CancellationToken cancellationToken) =>
        client.SendAsync("response_url", responseUrl, JsonOf(message, Json.ResponseMessage)(), cancellationToken);

    private static WebCall Read(string method, params (string Key, string Value)[] arguments) => new(
        method, () => new FormUrlEncodedContent(arguments.Select(one => KeyValuePair.Create(one.Key, one.Value)))) { IsRepeatable = true };

    private static WebCall Write<T>(string method, T arguments, JsonTypeInfo<T> type) => new(method, JsonOf(arguments, type));

    private static Func<HttpContent> JsonOf<T>(T value, JsonTypeInfo<T> type)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(value, type);
        return () => new ByteArrayContent(bytes) { Headers = { ContentType = new MediaTypeHeaderValue("application/json", "utf-8") } };
    }

    /// <summary>All pages of a list, up to a limit; a page may be short or empty before the end.</summary>
    private async IAsyncEnumerable<TItem> ListAsync<TPage, TItem>(
        string method, (string Key, string Value)[] arguments, JsonTypeInfo<TPage> type, Func<TPage, IReadOnlyList<TItem>?> items,
        [EnumeratorCancellation] CancellationToken cancellationToken)
        where TPage : Page
    {
        var cursor = string.Empty;
        for (var i = 0; i < MostPages; i++)
        {
            var page = await client.CallAsync(Read(method, [.. arguments, ("limit", PageSize), .. Cursor(cursor)]), type, cancellationToken);
            foreach (var item in items(page) ?? [])
            {
                yield return item;
            }

            if (page.ResponseMetadata?.NextCursor is not { Length: > 0 } next || next == cursor)
            {
                yield break;
            }

            cursor = next;
        }
    }

    private static (string Key, string Value)[] Cursor(string cursor) => cursor.Length == 0 ? [] : [("cursor", cursor)];
}
