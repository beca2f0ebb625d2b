using System.Globalization;
using System.Text.RegularExpressions;
using ResearchBot.FakeDiscord.Control;
using ResearchBot.FakeDiscord.Guilds;
using ResearchBot.FakeDiscord.Messages;
using ResearchBot.FakeDiscord.Rest;

namespace ResearchBot.FakeDiscord.Interactions;

/// <summary>The limits of application commands.</summary>
internal static partial class CommandRules
{
    public static void Check(IReadOnlyList<JsonNode?> commands)
    {
        var errors = new FormErrors();
        foreach (var (type, most) in new[] { (1L, 100), (2L, 15), (3L, 15) })
        {
            if (commands.Count(command => TypeOf(command) == type) > most)
            {
                throw new DiscordError(400, 30032, $"Maximum number of application commands reached ({most}).");
            }
        }

        for (var at = 0; at < commands.Count; at++)
        {
            Command(at.ToString(), commands[at], errors);
        }

        if (commands.GroupBy(command => (command.Text("name"), TypeOf(command))).Any(group => group.Count() > 1))
        {
            errors.Add("", "APPLICATION_COMMANDS_DUPLICATE_NAME", "Application command names must be unique");
        }

        errors.ThrowIfAny();
    }

    public static long TypeOf(JsonNode? command) => command.Number("type") ?? 1;

    private static void Command(string path, JsonNode? command, FormErrors errors)
    {
        foreach (var (name, highest) in new[] { ("contexts", 2), ("integration_types", 1) })
        {
            if (command.Field(name) is { } list && (list is not JsonArray { Count: > 0 } values || values.Any(value => !int.TryParse(value?.ToString(), out var number) || number < 0 || number > highest)))
            {
                errors.Add($"{path}.{name}", "BASE_TYPE_CHOICES", $"Value must be one of 0 to {highest}.");
            }
        }

        if (TypeOf(command) != 1)
        {
            errors.Length($"{path}.name", command.Text("name"), 1, 32);
            if (!string.IsNullOrEmpty(command.Text("description")) || command.List("options").Count > 0)
            {
                errors.Add($"{path}.description", "APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION", "Context menu commands cannot have a description or options.");
            }

            return;
        }

        Named(path, command, errors);
        if (command.Field("default_member_permissions") is { } permissions && !ulong.TryParse(permissions.ToString(), out _))
        {
            errors.Add($"{path}.default_member_permissions", "PERMISSIONS_TYPE", "Not a permission bit set.");
        }

        Options(path, command.List("options"), errors, depth: 0);
        if (Size(command) > 8000)
        {
            errors.Add(path, "APPLICATION_COMMAND_TOO_LARGE", "Command exceeds maximum size (8000)");
        }
    }

    private static void Options(string path, IReadOnlyList<JsonNode?> options, FormErrors errors, int depth)
    {
        errors.Count($"{path}.options", options.Count, 0, 25);
        var optionalSeen = false;
        for (var at = 0; at < options.Count; at++)
        {
            var (here, option) = ($"{path}.options.{at}", options[at]);
            Named(here, option, errors);
            var type = option.Number("type") ?? 0;
            if (type is < 1 or > 11 || (type <= 2 && (depth > 1 || (depth == 1 && type == 2))))
            {
                errors.Add($"{here}.type", "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "Invalid option type here");
            }

            if (type <= 2)
            {
                Options(here, option.List("options"), errors, depth + 1);
                continue;
            }

            if (optionalSeen && option.Truth("required"))
            {
                errors.Add(here, "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", "Required options must be placed before non-required options");
            }

            optionalSeen |= !option.Truth("required");
            Choices(here, option, errors);
        }

        if (options.Select(option => option.Text("name")).Distinct().Count() < options.Count)
        {
            errors.Add($"{path}.options", "APPLICATION_COMMAND_OPTIONS_NAME_DUPLICATED", "The option name is already used");
        }
    }

    private static void Choices(string path, JsonNode? option, FormErrors errors)
    {
        var choices = option.List("choices");
        errors.Count($"{path}.choices", choices.Count, 0, 25);
        if (option.Truth("autocomplete") && (choices.Count > 0 || option.Number("type") is not (3 or 4 or 10)))
        {
            errors.Add($"{path}.autocomplete", "APPLICATION_COMMAND_AUTOCOMPLETE_INVALID", "Autocomplete is for free text and numbers only");
        }

        for (var at = 0; at < choices.Count; at++)
        {
            errors.Length($"{path}.choices.{at}.name", choices[at].Text("name"), 1, 100);
            errors.Length($"{path}.choices.{at}.value", choices[at].Field("value")?.ToString(), 1, 100);
        }

        if (option.Number("min_length") is < 0 or > 6000 || option.Number("max_length") is < 1 or > 6000)
        {
            errors.Add($"{path}.max_length", "NUMBER_TYPE_MAX", "int value should be at most 6000.");
        }
    }

    private static void Named(string path, JsonNode? item, FormErrors errors)
    {
        errors.Length($"{path}.description", item.Text("description"), 1, 100);
        foreach (var (field, name) in Localised(item, "name").Prepend(("name", item.Text("name") ?? "")))
        {
            if (!Name().IsMatch(name) || name.Any(char.IsUpper))
            {
                errors.Add($"{path}.{field}", "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid");
            }
        }

        foreach (var (field, text) in Localised(item, "description"))
        {
            errors.Length($"{path}.{field}", text, 1, 100);
        }
    }

    private static IEnumerable<(string Field, string Text)> Localised(JsonNode? item, string name) =>
        item.Field($"{name}_localizations") is JsonObject all ? all.Select(one => ($"{name}_localizations.{one.Key}", one.Value?.ToString() ?? "")) : [];

    // Names, descriptions and values; of localised ones the longest counts.
    private static int Size(JsonNode? item) =>
        Longest(item, "name") + Longest(item, "description") + (item.Field("value")?.ToString().Length ?? 0)
        + item.List("options").Sum(Size) + item.List("choices").Sum(Size);

    private static int Longest(JsonNode? item, string name) =>
        Localised(item, name).Select(one => one.Text.Length).Append(item.Text(name)?.Length ?? 0).Max();

    // Devanagari and Thai marks stand for the script classes that .NET's expressions lack.
    [GeneratedRegex(@"^[-_'\p{L}\p{N}\p{IsDevanagari}\p{IsThai}]{1,32}$")]
    private static partial Regex Name();
}

/// <summary>The registered commands, global ones under "" and others under their guild.</summary>
public sealed class CommandBook
{
    private readonly Dictionary<string, List<JsonObject>> _scopes = [];

    /// <summary>Who may use which command, whatever its default permissions say.</summary>
    internal HashSet<(string User, string Command)> Allowed { get; } = [];

    /// <summary>How many commands were created, changed ones included: 200 a day are free.</summary>
    public int Created { get; internal set; }

    public IReadOnlyList<JsonObject> In(string scope) => _scopes.GetValueOrDefault(scope) ?? [];

    /// <summary>The command that a user would run: the guild's own before the global one.</summary>
    public JsonObject? Find(string? guildId, string name, int type) =>
        In(guildId ?? "").Concat(In("")).FirstOrDefault(command => command.Text("name") == name && command.Number("type") == type);

    internal void Replace(string scope, List<JsonObject> commands) => _scopes[scope] = commands;
}

/// <summary>The data of a slash command, from the registered definition and the values that a person gave.</summary>
internal sealed class CommandData(World world, Channel channel)
{
    private readonly JsonObject _resolved = [];

    public JsonObject Build(User user, string path, (string Name, object Value)[] values, string? focused)
    {
        var names = path.Split(' ');
        var command = world.Commands.Find(channel.GuildId, names[0], 1) ?? throw new InvalidOperationException($"No command '/{names[0]}' is registered.");
        if (command.Field("contexts") is JsonArray contexts && contexts.All(context => context?.ToString() != (channel.GuildId is null ? "1" : "0")))
        {
            throw new InvalidOperationException($"/{names[0]} is not offered here.");
        }

        if (!world.Commands.Allowed.Contains((user.Id, names[0])) && ulong.TryParse(command["default_member_permissions"]?.ToString(), out var needed)
            && (world.PermissionsOf(user.Id, channel) & (Permission)needed) != (Permission)needed | needed == 0 && world.PermissionsOf(user.Id, channel) != Permission.All)
        {
            throw new InvalidOperationException($"{user.Name} may not use /{names[0]}.");
        }

        var data = new JsonObject { ["id"] = command.Text("id"), ["name"] = names[0], ["type"] = 1 };
        if (command.Text("guild_id") is { } guildId)
        {
            data["guild_id"] = guildId;
        }

        Fill(data, command, names[1..], values, focused);
        if (_resolved.Count > 0)
        {
            data["resolved"] = _resolved;
        }

        return data;
    }

    private void Fill(JsonObject into, JsonNode definition, string[] path, (string Name, object Value)[] values, string? focused)
    {
        var known = definition.List("options");
        if (path.Length > 0)
        {
            var sub = known.FirstOrDefault(option => option.Text("name") == path[0]) ?? throw new InvalidOperationException($"There is no subcommand '{path[0]}'.");
            var inner = new JsonObject { ["name"] = path[0], ["type"] = sub.Number("type") };
            Fill(inner, sub, path[1..], values, focused);
            into["options"] = new JsonArray(inner);
            return;
        }

        var missing = known.FirstOrDefault(option => option.Truth("required") && focused is null && values.All(value => value.Name != option.Text("name")));
        if (missing is not null)
        {
            throw new InvalidOperationException($"The option '{missing.Text("name")}' is required.");
        }

        var given = values.Select(value =>
        {
            var option = known.FirstOrDefault(option => option.Text("name") == value.Name) ?? throw new InvalidOperationException($"There is no option '{value.Name}'.");
            var json = new JsonObject { ["name"] = value.Name, ["type"] = option.Number("type"), ["value"] = Value(value.Value) };
            if (value.Name == focused)
            {
                json["focused"] = true;
            }

            return json;
        }).ToList();
        into["options"] = given.ToJson();
    }

    private JsonNode Value(object value)
    {
        switch (value)
        {
            case User user:
                Resolve("users", user.Id, user.ToJson());
                return user.Id;
            case Channel target:
                var json = target.ToJson();
                json["permissions"] = InteractionPayload.Bits(world.PermissionsOf(world.Bot.Id, target));
                Resolve("channels", target.Id, json);
                return target.Id;
            case Role role:
                Resolve("roles", role.Id, role.ToJson(1));
                return role.Id;
            case SentFile file:
                var attachment = new Attachment(world.Ids.Next(), channel.Id, file.Name, file.ContentType, file.Bytes, null);
                world.Attachments.Add(attachment);
                Resolve("attachments", attachment.Id, world.Attachments.ToJson(attachment, ephemeral: true));
                return attachment.Id;
            case bool truth:
                return truth;
            case double number:
                return number;
            case int or long:
                return Convert.ToInt64(value, CultureInfo.InvariantCulture);
            default:
                return value.ToString()!;
        }
    }

    private void Resolve(string kind, string id, JsonObject json)
    {
        if (_resolved[kind] is not JsonObject all)
        {
            _resolved[kind] = all = [];
        }

        all[id] = json;
    }
}
