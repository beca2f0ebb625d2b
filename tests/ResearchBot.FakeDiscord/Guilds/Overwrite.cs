namespace ResearchBot.FakeDiscord.Guilds;

/// <summary>What a channel allows or denies a role or one member.</summary>
public sealed record Overwrite(string Id, bool ForMember, Permission Allow, Permission Deny)
{
    public JsonObject ToJson() => new()
    {
        ["id"] = Id,
        ["type"] = ForMember ? 1 : 0,
        ["allow"] = ((ulong)Allow).ToString(),
        ["deny"] = ((ulong)Deny).ToString(),
    };
}
