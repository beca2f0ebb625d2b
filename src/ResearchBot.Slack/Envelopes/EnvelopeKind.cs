namespace ResearchBot.Slack.Envelopes;

/// <summary>What an envelope carries.</summary>
internal enum EnvelopeKind
{
    /// <summary>An event: <see cref="Payloads.EventCallback"/>. Slack sends it again where it is not acknowledged.</summary>
    Event,

    /// <summary>A command with a slash: <see cref="Payloads.SlashCommand"/>. It is sent once.</summary>
    SlashCommand,

    /// <summary>A button, a shortcut or a form: <see cref="Payloads.Interaction"/>. It is sent once.</summary>
    Interaction,
}
