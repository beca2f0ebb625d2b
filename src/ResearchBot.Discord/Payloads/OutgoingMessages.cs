using System.Text;
using System.Text.Json.Serialization;

namespace ResearchBot.Discord.Payloads;

/// <summary>A message that leaves. Nobody is ever mentioned by it, and components of this version preview no link.</summary>
internal sealed record OutgoingMessage(IReadOnlyList<Component> Components, int Flags)
{
    /// <summary>Nobody is ever mentioned.</summary>
    public AllowedMentions AllowedMentions { get; } = new([]);

    /// <summary>The same for every attempt of one send, so that Discord knows a repeat; at most 25 characters.</summary>
    public string? Nonce { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool EnforceNonce => Nonce is not null;

    public MessageReference? MessageReference { get; init; }

    /// <summary>Its files by their place; an edit drops all that it does not name.</summary>
    public IReadOnlyList<OutgoingAttachment> Attachments => [.. Files.Select((file, i) => new OutgoingAttachment(i, file.Name))];

    [JsonIgnore]
    public IReadOnlyList<OutgoingFile> Files { get; init; } = [];
}

internal sealed record OutgoingAttachment(int Id, string Filename);

internal sealed record AllowedMentions(IReadOnlyList<string> Parse);

/// <summary>A file that goes with a message.</summary>
/// <param name="Name">The bot's own, never a foreign one: lower case letters, digits, hyphens and one dot, as Discord keeps it.</param>
internal sealed record OutgoingFile(string Name, byte[] Bytes)
{
    // Discord takes 10 MiB for a file and 25 MiB for a request.
    private const int MostBytes = 8 << 20;

    /// <summary>A text file; what does not fit is cut off with a line that says so.</summary>
    public static OutgoingFile OfText(string name, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(OutgoingText.Clean(text));
        if (bytes.Length <= MostBytes)
        {
            return new OutgoingFile(name, bytes);
        }

        var end = MostBytes;
        while ((bytes[end] & 0xC0) == 0x80) // inside a character
        {
            end--;
        }

        return new OutgoingFile(name, [.. bytes.AsSpan(0, end), .. "\n(cut: the rest is too large for Discord)\n"u8]);
    }
}

/// <summary>A part of a message, of the kind that its type says; what does not belong to that kind is null and not sent.</summary>
internal sealed record Component(ComponentType Type)
{
    public string? Content { get; init; }
    public IReadOnlyList<Component>? Components { get; init; }

    /// <summary>Of a container: the colour at its edge, 0xRRGGBB.</summary>
    public int? AccentColor { get; init; }

    /// <summary>Of a button: 1 blue, 2 grey, 3 green, 4 red.</summary>
    public int? Style { get; init; }

    public string? Label { get; init; }

    /// <summary>Of a button: what comes back when it is pressed.</summary>
    public string? CustomId { get; init; }

    /// <summary>Of a button, in place of a label.</summary>
    public ButtonEmoji? Emoji { get; init; }

    public MediaReference? File { get; init; }
}

/// <param name="Name">A character.</param>
internal sealed record ButtonEmoji(string Name);

/// <summary>A file that a part of a message shows.</summary>
/// <param name="Url">attachment://NAME; nothing from elsewhere is ever shown.</param>
internal sealed record MediaReference(string Url);

internal enum ComponentType
{
    ActionRow = 1,
    Button = 2,
    Text = 10,
    File = 13,
    Separator = 14,
    Container = 17,
}

internal sealed record NewThread(string Name, int AutoArchiveDuration);

internal sealed record NewDirectChannel(string RecipientId);

/// <summary>What Discord says about connecting.</summary>
internal sealed record GatewayBot(string Url, int Shards, SessionStartLimit? SessionStartLimit);

/// <summary>How many sessions may be begun.</summary>
internal sealed record SessionStartLimit(int Total, int Remaining, double ResetAfter, int MaxConcurrency);
