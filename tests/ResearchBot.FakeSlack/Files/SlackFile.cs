namespace ResearchBot.FakeSlack.Files;

/// <summary>A file of a team.</summary>
public sealed class SlackFile(string id, string teamId, string userId, string name, string mimeType, byte[] bytes)
{
    public string Id => id;

    public string TeamId => teamId;

    public string UserId => userId;

    public string Name { get; } = name;

    public string MimeType => mimeType;

    public byte[] Bytes { get; internal set; } = bytes;

    public string Title { get; internal set; } = name;

    /// <summary>hosted, or one without content: tombstone, hidden_by_limit, external.</summary>
    public string Mode { get; set; } = "hosted";

    /// <summary>Events show only the id and file_access: check_file_info, as for Slack Connect.</summary>
    public bool MustBeLookedUp { get; set; }

    /// <summary>The messages that carry it: channel and ts.</summary>
    public IReadOnlyList<(string Channel, string Ts)> Shares { get; internal set; } = [];

    internal JsonObject ToJson(string url, bool asked = false)
    {
        if (MustBeLookedUp && !asked)
        {
            return new JsonObject { ["id"] = id, ["mode"] = Mode, ["file_access"] = "check_file_info", ["created"] = 0, ["timestamp"] = 0, ["user"] = userId };
        }

        if (Mode == "tombstone")
        {
            return new JsonObject { ["id"] = id, ["mode"] = Mode };
        }

        var json = new JsonObject
        {
            ["id"] = id,
            ["created"] = 1,
            ["timestamp"] = 1,
            ["name"] = Name,
            ["title"] = Title,
            ["mimetype"] = mimeType,
            ["filetype"] = Path.GetExtension(Name).TrimStart('.'),
            ["user"] = userId,
            ["user_team"] = teamId,
            ["mode"] = Mode,
            ["is_external"] = Mode == "external",
            ["size"] = Bytes.Length,
            ["file_access"] = "visible",
        };
        if (Mode == "hosted")
        {
            json["url_private"] = $"{url}/files-pri/{teamId}-{id}/{Uri.EscapeDataString(Name)}";
            json["url_private_download"] = $"{url}/files-pri/{teamId}-{id}/download/{Uri.EscapeDataString(Name)}";
        }

        if (asked)
        {
            var shares = new JsonObject();
            foreach (var group in Shares.GroupBy(share => share.Channel))
            {
                shares[group.Key] = group.Select(share => new JsonObject { ["ts"] = share.Ts }).ToJson();
            }

            json["shares"] = new JsonObject { ["public"] = shares };
        }

        return json;
    }
}

/// <summary>One request for a file's bytes; status 302 for a redirect, with or without the token.</summary>
public sealed record FileDownload(string FileId, int Status, bool HadToken, string ContentType);
