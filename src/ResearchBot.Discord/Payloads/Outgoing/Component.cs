namespace ResearchBot.Discord.Payloads;

/// <summary>A part of a message, of the kind that its type says; what does not belong to that kind is null and not sent.</summary>
internal sealed record Component(ComponentType Type)
{
    /// <summary>Of a text.</summary>
    public string? Content { get; init; }

    /// <summary>What is inside.</summary>
    public IReadOnlyList<Component>? Components { get; init; }

    /// <summary>Of a container: the colour at its edge, 0xRRGGBB.</summary>
    public int? AccentColor { get; init; }

    /// <summary>Of a button: 1 blue, 2 grey, 3 green, 4 red.</summary>
    public int? Style { get; init; }

    /// <summary>Of a button.</summary>
    public string? Label { get; init; }

    /// <summary>Of a button: what comes back when it is pressed.</summary>
    public string? CustomId { get; init; }

    /// <summary>Of a file: which attachment of the same message it shows.</summary>
    public MediaReference? File { get; init; }
}

/// <summary>A file that a part of a message shows.</summary>
/// <param name="Url">attachment://NAME; nothing from elsewhere is ever shown.</param>
internal sealed record MediaReference(string Url);

/// <summary>What a part of a message is.</summary>
internal enum ComponentType
{
    ActionRow = 1,
    Button = 2,
    Text = 10,
    File = 13,
    Separator = 14,
    Container = 17,
}
