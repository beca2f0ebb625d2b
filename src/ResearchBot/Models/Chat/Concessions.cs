namespace ResearchBot.Models.Chat;

/// <summary>What a request does without for a server that refuses it.</summary>
[Flags]
internal enum Concessions
{
    None = 0,

    /// <summary>The form of the answer is only described in words.</summary>
    NoSchema = 1,

    /// <summary>The model's own temperature.</summary>
    NoTemperature = 2,

    /// <summary>The limit of the output under its other name.</summary>
    OtherLimitName = 4,

    /// <summary>The tokens of a stream are not counted.</summary>
    NoStreamUsage = 8,
}
