namespace ResearchBot.Discord.Payloads;

/// <summary>What was used.</summary>
internal enum InteractionType
{
    Ping = 1,
    Command = 2,
    Component = 3,
    Autocomplete = 4,
    Modal = 5,
}
