using System.Globalization;
using ResearchBot.FakeDiscord.Control;
using ResearchBot.FakeDiscord.Guilds;
using ResearchBot.FakeDiscord.Messages;

namespace ResearchBot.FakeDiscord.Interactions;

/// <summary>The data of a slash command, from the registered definition and the values that a person gave.</summary>
internal sealed class CommandData(World world, Channel channel)
{
    private readonly JsonObject _resolved = [];

    public JsonObject Build(User user, string path, (string Name, object Value)[] values, string? focused)
    {
        var names = path.Split(' ');
        var command = world.Commands.Find(channel.GuildId, names[0], 1) ?? throw new InvalidOperationException($"No command '/{names[0]}' is registered.");
        if (ulong.TryParse(command["default_member_permissions"]?.ToString(), out var needed)
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
