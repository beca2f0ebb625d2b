namespace ResearchBot.Discord.Gateway;

/// <summary>What Discord's close codes ask of a client.</summary>
internal static class GatewayCloseCodes
{
    /// <summary>Sent by us where the session shall live on: 1000 and 1001 would end it.</summary>
    public const int Resumable = 4900;

    /// <summary>What comes after a close by Discord.</summary>
    /// <param name="code">Null when the connection ended without one.</param>
    public static NextStep After(int? code) => code switch
    {
        4004 or 4010 or 4011 or 4012 or 4013 or 4014 => NextStep.Stop,
        4007 or 4009 or 1000 => NextStep.Identify,
        _ => NextStep.Resume,
    };

    /// <summary>The least wait after a close by Discord.</summary>
    /// <param name="code">Null when the connection ended without one.</param>
    public static TimeSpan Pause(int? code) => code == 4008 ? TimeSpan.FromSeconds(10) : TimeSpan.Zero;

    /// <summary>What a person does about a code that ends it all.</summary>
    public static string Explain(int code) => code switch
    {
        4004 => "Discord refuses the token. Set Discord__Token to the one that the developer portal shows.",
        4010 or 4011 => "Discord wants other shards. Set Discord__Shards to 0, which asks it how many.",
        4012 => "Discord no longer speaks this version of the gateway. Install a newer version of this program.",
        4013 => "Discord does not know what this version asks to hear. Install a newer version of this program.",
        4014 => "The application may not read message content. Switch “Message Content Intent” on in the developer portal, or set Discord__MessageContent to false.",
        _ => $"Discord closed the connection with {code}, which no new attempt can mend.",
    };
}
