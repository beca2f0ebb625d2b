using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization.Metadata;
using ResearchBot.Discord.Gateway;
using ResearchBot.Discord.Rendering;

namespace ResearchBot.Discord.Rest;

/// <summary>What the bot asks of Discord, by name.</summary>
internal sealed class DiscordRest(RestClient client)
{
    private static readonly DiscordJson Json = DiscordJson.Default;

    public async Task<GatewayAddress> FindGatewayAsync(CancellationToken cancellationToken)
    {
        var found = await client.SendAsync(Read("gateway/bot"), Json.GatewayBot, cancellationToken);
        var limit = found.SessionStartLimit ?? new SessionStartLimit(1000, 1000, 0, 1);
        return new GatewayAddress(
            new Uri(found.Url), Math.Max(1, found.Shards), limit.Remaining, TimeSpan.FromMilliseconds(limit.ResetAfter), Math.Max(1, limit.MaxConcurrency));
    }

    /// <summary>Posts a message. With a nonce a lost answer costs no second message.</summary>
    public Task<Message> PostAsync(string channel, OutgoingMessage message, CancellationToken cancellationToken) => client.SendAsync(
        new RestRequest(HttpMethod.Post, "channels/{channel}/messages", channel, $"channels/{channel}/messages")
        {
            Body = BodyOf(message),
            IsRepeatable = message.Nonce is not null,
        },
        Json.Message,
        cancellationToken);

    public Task EditAsync(string channel, string message, OutgoingMessage edited, CancellationToken cancellationToken) => client.SendAsync(
        OfMessage(HttpMethod.Patch, channel, message) with { Body = BodyOf(edited) }, cancellationToken);

    /// <summary>Deletes a message of ours; one that is gone already is deleted.</summary>
    public Task DeleteAsync(string channel, string message, CancellationToken cancellationToken) =>
        DoneAlsoIfAsync(DiscordErrorCodes.UnknownMessage, client.SendAsync(OfMessage(HttpMethod.Delete, channel, message), cancellationToken));

    /// <summary>Adds a reaction of ours.</summary>
    /// <param name="emoji">A character.</param>
    public Task ReactAsync(string channel, string message, string emoji, CancellationToken cancellationToken) => client.SendAsync(
        new RestRequest(HttpMethod.Put, "channels/{channel}/messages/{message}/reactions/{emoji}/@me", channel, $"channels/{channel}/messages/{message}/reactions/{Uri.EscapeDataString(emoji)}/@me") { IsRepeatable = true },
        cancellationToken);

    /// <summary>Deletes the reply to an interaction, or the sign that it follows.</summary>
    public Task DeleteOriginalAsync(string application, string token, CancellationToken cancellationToken) =>
        DoneAlsoIfAsync(DiscordErrorCodes.UnknownMessage, client.SendAsync(OfWebhook(HttpMethod.Delete, application, token, "/messages/@original"), cancellationToken));

    public Task<Message> ReadMessageAsync(string channel, string message, CancellationToken cancellationToken) =>
        client.SendAsync(OfMessage(HttpMethod.Get, channel, message), Json.Message, cancellationToken);

    /// <summary>Shows for ten seconds that the bot is at work.</summary>
    public Task ShowTypingAsync(string channel, CancellationToken cancellationToken) =>
        client.SendAsync(new RestRequest(HttpMethod.Post, "channels/{channel}/typing", channel, $"channels/{channel}/typing"), cancellationToken);

    /// <summary>Begins a thread at a message; its id is that of the message.</summary>
    public Task<Channel> BeginThreadAsync(string channel, string message, string name, CancellationToken cancellationToken) => client.SendAsync(
        new RestRequest(HttpMethod.Post, "channels/{channel}/messages/{message}/threads", channel, $"channels/{channel}/messages/{message}/threads")
        {
            Body = JsonOf(new NewThread(name, 1440), Json.NewThread),
            IsRepeatable = true, // a message has one thread at most
        },
        Json.Channel,
        cancellationToken);

    public Task<Channel> ReadChannelAsync(string channel, CancellationToken cancellationToken) =>
        client.SendAsync(Read("channels/{channel}", channel, $"channels/{channel}"), Json.Channel, cancellationToken);

    public Task<Channel> OpenDirectAsync(string user, CancellationToken cancellationToken) => client.SendAsync(
        new RestRequest(HttpMethod.Post, "users/@me/channels", string.Empty, "users/@me/channels")
        {
            Body = JsonOf(new NewDirectChannel(user), Json.NewDirectChannel),
            IsRepeatable = true,
        },
        Json.Channel,
        cancellationToken);

    public Task<Member> ReadMemberAsync(string guild, string user, CancellationToken cancellationToken) =>
        client.SendAsync(Read("guilds/{guild}/members/{user}", guild, $"guilds/{guild}/members/{user}"), Json.Member, cancellationToken);

    public Task<IReadOnlyList<ApplicationCommand>> ReadCommandsAsync(string application, CancellationToken cancellationToken) => client.SendAsync(
        Read("applications/{application}/commands", string.Empty, $"applications/{application}/commands"), Json.IReadOnlyListApplicationCommand, cancellationToken);

    public Task WriteCommandsAsync(string application, IReadOnlyList<ApplicationCommand> commands, CancellationToken cancellationToken) => client.SendAsync(
        new RestRequest(HttpMethod.Put, "applications/{application}/commands", string.Empty, $"applications/{application}/commands")
        {
            Body = JsonOf(commands, Json.IReadOnlyListApplicationCommand),
            IsRepeatable = true,
        },
        cancellationToken);

    /// <summary>Acknowledges an interaction. It is sent at most once; an interaction that is acknowledged already is, whoever did it. Where the
    /// answer is lost the acknowledgement may have been taken: then go on as if it had been.</summary>
    /// <exception cref="HttpRequestException">The answer was lost.</exception>
    public Task AcknowledgeAsync(Interaction interaction, InteractionCallback callback, CancellationToken cancellationToken) => DoneAlsoIfAsync(
        DiscordErrorCodes.AlreadyAcknowledged,
        client.SendAsync(
            new RestRequest(HttpMethod.Post, "interactions/{id}/{token}/callback", interaction.Id, $"interactions/{interaction.Id}/{interaction.Token}/callback")
            {
                Body = JsonOf(callback, Json.InteractionCallback),
                IsInteraction = true,
            },
            cancellationToken));

    public Task<Message> EditOriginalAsync(string application, string token, OutgoingMessage message, CancellationToken cancellationToken) => client.SendAsync(
        OfWebhook(HttpMethod.Patch, application, token, "/messages/@original") with { Body = BodyOf(message), IsRepeatable = true },
        Json.Message,
        cancellationToken);

    /// <summary>A further message to an interaction; as private as its flags say.</summary>
    public Task<Message> FollowUpAsync(string application, string token, OutgoingMessage message, CancellationToken cancellationToken) => client.SendAsync(
        OfWebhook(HttpMethod.Post, application, token, string.Empty) with { Body = BodyOf(message) }, Json.Message, cancellationToken);

    private static async Task DoneAlsoIfAsync(int code, Task request)
    {
        try
        {
            await request;
        }
        catch (DiscordException refused) when (refused.Code == code)
        {
            // What was asked for is so: an earlier attempt, whose answer was lost, did it.
        }
    }

    private static RestRequest Read(string path) => Read(path, string.Empty, path);

    private static RestRequest Read(string route, string major, string path) => new(HttpMethod.Get, route, major, path) { IsRepeatable = true };

    private static RestRequest OfMessage(HttpMethod method, string channel, string message) =>
        new(method, "channels/{channel}/messages/{message}", channel, $"channels/{channel}/messages/{message}") { IsRepeatable = true };

    private static RestRequest OfWebhook(HttpMethod method, string application, string token, string rest) =>
        new(method, $"webhooks/{{application}}/{{token}}{rest}", $"{application}/{token}", $"webhooks/{application}/{token}{rest}") { IsInteraction = true };

    /// <summary>The message as JSON, and beside it the files that it names.</summary>
    private static Func<HttpContent> BodyOf(OutgoingMessage message)
    {
        var json = JsonOf(message, Json.OutgoingMessage);
        return message.Files.Count == 0 ? json : () =>
        {
            var form = new MultipartFormDataContent();
            Add(form, json(), new ContentDispositionHeaderValue("form-data") { Name = "\"payload_json\"" });
            foreach (var (i, file) in message.Files.Index())
            {
                Add(form, new ByteArrayContent(file.Bytes), new ContentDispositionHeaderValue("form-data") { Name = $"\"files[{i}]\"", FileName = $"\"{file.Name}\"" });
            }

            return form;
        };
    }

    private static void Add(MultipartFormDataContent form, HttpContent part, ContentDispositionHeaderValue disposition)
    {
        part.Headers.ContentDisposition = disposition;
        form.Add(part);
    }

    private static Func<HttpContent> JsonOf<T>(T value, JsonTypeInfo<T> type)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(value, type);
        return () => new ByteArrayContent(bytes) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
    }
}

/// <summary>Names a message that will be sent, the same for every attempt and every process, so that Discord takes it once.</summary>
internal static class Nonce
{
    private const int Characters = 24; // Discord takes 25

    /// <summary>The nonce of a post; null of one that is not to be known again.</summary>
    public static string? Of(PostKey key) => key == PostKey.None
        ? null
        : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{key.Cause}/{key.Purpose}/{key.Part}")))[..Characters];
}

/// <summary>Sends a message without its files, which it then says, where Discord does not let the bot attach any.</summary>
internal static class FilePermission
{
    private static readonly Component Missing =
        new(ComponentType.Text) { Content = "-# A file belongs here that the bot may not attach: it lacks the permission “Attach Files” in this channel." };

    public static async Task<Message> SendAsync(RenderedPart rendered, Func<RenderedMessage, Task<Message>> send)
    {
        var part = (RenderedMessage)rendered;
        try
        {
            return await send(part);
        }
        catch (DiscordException refused) when (part.Files.Count > 0 && refused.Code == DiscordErrorCodes.MissingPermissions)
        {
            return await send(new RenderedMessage([.. part.Components.Select(WithoutFiles)], []));
        }
    }

    private static Component WithoutFiles(Component component) => component.Type == ComponentType.File
        ? Missing
        : component with { Components = component.Components?.Select(WithoutFiles).ToArray() };
}
