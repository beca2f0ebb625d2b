namespace ResearchBot.FakeDiscord.Interactions;

/// <summary>The registered commands, global ones under "" and others under their guild.</summary>
public sealed class CommandBook
{
    private readonly Dictionary<string, List<JsonObject>> _scopes = [];

    /// <summary>How many commands were created, changed ones included: 200 a day are free.</summary>
    public int Created { get; internal set; }

    public IReadOnlyList<JsonObject> In(string scope) => _scopes.GetValueOrDefault(scope) ?? [];

    /// <summary>The command that a user would run: the guild's own before the global one.</summary>
    public JsonObject? Find(string? guildId, string name, int type) =>
        In(guildId ?? "").Concat(In("")).FirstOrDefault(command => command.Text("name") == name && command.Number("type") == type);

    internal void Replace(string scope, List<JsonObject> commands) => _scopes[scope] = commands;
}
