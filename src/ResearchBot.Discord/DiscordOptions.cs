using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace ResearchBot.Discord;

/// <summary>The connection to Discord (section <c>Discord</c>).</summary>
[DisplayName("Discord")]
public sealed class DiscordOptions
{
    /// <summary>The bot's token; empty if there is no Discord. A secret: environment or user secrets only.</summary>
    [RegularExpression("[!-~]*", ErrorMessage = "holds a space, a line end or another character that no token has: copy it again, without what stands around it")]
    public string Token { get; set; } = string.Empty;

    /// <summary>Where the REST interface is.</summary>
    [Required(ErrorMessage = "must be a URL")]
    [Url(ErrorMessage = "must be a URL")]
    public string ApiUrl { get; set; } = "https://discord.com/api/v10";

    /// <summary>Sent with every request; Discord refuses requests without one of this form.</summary>
    [Required(ErrorMessage = "must be like DiscordBot (https://example.org, 1.0)")]
    [RegularExpression(@"DiscordBot \(.+, .+\).*", ErrorMessage = "must be like DiscordBot (https://example.org, 1.0)")]
    public string UserAgent { get; set; } = "DiscordBot (https://example.org/researchbot, 1.0)";

    /// <summary>How many connections share the servers; 0 asks Discord.</summary>
    [Range(0, 1000, ErrorMessage = "must be from {1} to {2}")]
    public int Shards { get; set; }

    /// <summary>Whether the application may read messages that do not mention it (a switch in Discord's developer portal).</summary>
    public bool MessageContent { get; set; }

    /// <summary>Larger attachments are refused.</summary>
    [Range(1, 500, ErrorMessage = "must be from {1} to {2}")]
    public int MaxAttachmentMegabytes { get; set; } = 20;

    /// <summary>The hosts that attachments are fetched from, with commas between them.</summary>
    [Required(ErrorMessage = "must name hosts")]
    public string AttachmentHosts { get; set; } = "cdn.discordapp.com,media.discordapp.net";
}
