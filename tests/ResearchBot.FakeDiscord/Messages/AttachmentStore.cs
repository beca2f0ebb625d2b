using System.Security.Cryptography;
using System.Text;

namespace ResearchBot.FakeDiscord.Messages;

/// <summary>Files behind links that expire after a day, as the CDN's do.</summary>
public sealed class AttachmentStore(TimeProvider clock)
{
    private readonly byte[] _secret = RandomNumberGenerator.GetBytes(32);
    private readonly Dictionary<string, Attachment> _files = [];

    /// <summary>The address before "/attachments"; set when the server listens.</summary>
    public string BaseUrl { get; set; } = "";

    public void Add(Attachment file) => _files[file.Id] = file;

    public Attachment? Find(string id) => _files.GetValueOrDefault(id);

    public JsonObject ToJson(Attachment file, bool ephemeral)
    {
        var now = clock.GetUtcNow().ToUnixTimeSeconds();
        var path = $"/attachments/{file.ChannelId}/{file.Id}/{Uri.EscapeDataString(file.Name)}";
        var expiry = (now + 86400).ToString("x");
        var url = $"{BaseUrl}{path}?ex={expiry}&is={now:x}&hm={Sign(file.Id, expiry)}&";
        var json = new JsonObject
        {
            ["id"] = file.Id,
            ["filename"] = file.Name,
            ["size"] = file.Bytes.Length,
            ["url"] = url,
            ["proxy_url"] = url,
            ["content_type"] = file.ContentType,
            ["content_scan_version"] = 0,
        };
        if (file.Description is not null)
        {
            json["description"] = file.Description;
        }

        if (ephemeral)
        {
            json["ephemeral"] = true;
        }

        return json;
    }

    /// <summary>The file of a link, unless the link was changed or is too old.</summary>
    public Attachment? Open(string id, string? expiry, string? signature) =>
        _files.TryGetValue(id, out var file)
        && expiry is not null
        && signature == Sign(id, expiry)
        && clock.GetUtcNow().ToUnixTimeSeconds() < Convert.ToInt64(expiry, 16)
            ? file : null;

    private string Sign(string id, string expiry) => Convert.ToHexStringLower(HMACSHA256.HashData(_secret, Encoding.UTF8.GetBytes($"{id}/{expiry}")));
}

/// <summary>A stored file and where it was sent.</summary>
public sealed record Attachment(string Id, string ChannelId, string Name, string ContentType, byte[] Bytes, string? Description);
