namespace ResearchBot.Discord.Payloads;

/// <summary>The acknowledgement of an interaction.</summary>
/// <param name="Type">4 a message, 5 a message that follows, 6 nothing visible, 7 another message in its place, 8 completions, 9 a form.</param>
/// <param name="Data">What goes with it; null where nothing does.</param>
internal sealed record InteractionCallback(int Type, CallbackData? Data);

/// <summary>What an acknowledgement carries.</summary>
internal sealed record CallbackData
{
    /// <summary>64 where the person alone will see the reply; it cannot be changed later.</summary>
    public int? Flags { get; init; }

    /// <summary>Of a message at once.</summary>
    public IReadOnlyList<Component>? Components { get; init; }

    /// <summary>Nobody is ever mentioned.</summary>
    public AllowedMentions? AllowedMentions { get; init; }

    /// <summary>Completions, 25 at most.</summary>
    public IReadOnlyList<Choice>? Choices { get; init; }
}

/// <summary>A completion.</summary>
/// <param name="Name">What is shown, 1 to 100 characters.</param>
/// <param name="Value">What it stands for, up to 100 characters.</param>
internal sealed record Choice(string Name, string Value);
