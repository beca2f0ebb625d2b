using ResearchBot.FakeDiscord.Guilds;
using ResearchBot.FakeDiscord.Messages;

namespace ResearchBot.FakeDiscord.Interactions;

/// <summary>One interaction, from the event to what the bot made of it.</summary>
public sealed class Interaction(string id, string token, int type, User user, Channel channel, DateTimeOffset created)
{
    private readonly TaskCompletionSource _acknowledged = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Id { get; } = id;

    public string Token { get; } = token;

    /// <summary>2 command, 3 component, 4 autocomplete, 5 modal.</summary>
    public int Type { get; } = type;

    public User User { get; } = user;

    public Channel Channel { get; } = channel;

    public DateTimeOffset Created { get; } = created;

    /// <summary>The message of a component, or of the component that opened the modal.</summary>
    public StoredMessage? Source { get; init; }

    /// <summary>The app is installed for the user only: at most five follow-ups.</summary>
    public bool UserInstalledOnly { get; init; }

    /// <summary>The callback's type, once there was one.</summary>
    public int? Callback { get; internal set; }

    /// <summary>From the event to the callback, by the clock.</summary>
    public TimeSpan? AcknowledgedAfter { get; internal set; }

    /// <summary>The answer: the placeholder, the message, or the source of a component.</summary>
    public StoredMessage? Original { get; internal set; }

    public int FollowUps { get; internal set; }

    /// <summary>Choices of an autocomplete.</summary>
    public JsonArray? Choices { get; internal set; }

    /// <summary>The modal that the bot opened.</summary>
    public JsonNode? Modal { get; internal set; }

    /// <summary>Ends with the callback.</summary>
    public Task Acknowledged => _acknowledged.Task;

    internal void Acknowledge(int callback, TimeSpan after)
    {
        Callback = callback;
        AcknowledgedAfter = after;
        _acknowledged.TrySetResult();
    }
}

/// <summary>The event INTERACTION_CREATE.</summary>
internal static class InteractionPayload
{
    public static JsonObject Of(World world, Interaction interaction, JsonObject data)
    {
        var channel = interaction.Channel;
        var about = channel.ToJson();
        about["permissions"] = Bits(world.PermissionsOf(interaction.User.Id, channel));
        var json = new JsonObject
        {
            ["id"] = interaction.Id,
            ["application_id"] = world.Bot.Id,
            ["type"] = interaction.Type,
            ["token"] = interaction.Token,
            ["version"] = 1,
            ["data"] = data,
            ["channel_id"] = channel.Id,
            ["channel"] = about,
            ["app_permissions"] = Bits(world.PermissionsOf(world.Bot.Id, channel)),
            ["locale"] = "en-US",
            ["entitlements"] = new JsonArray(),
            ["entitlement_sku_ids"] = new JsonArray(),
            ["authorizing_integration_owners"] = interaction.UserInstalledOnly ? new JsonObject { ["1"] = interaction.User.Id } : new JsonObject { ["0"] = channel.GuildId ?? "0" },
            ["context"] = channel.GuildId is null ? 1 : 0,
            ["attachment_size_limit"] = 10 << 20,
        };
        if (channel.GuildId is { } guildId)
        {
            var member = world.Guilds[guildId].Members[interaction.User.Id].ToJson(withUser: true);
            member["permissions"] = Bits(world.PermissionsOf(interaction.User.Id, channel));
            json["member"] = member;
            json["guild_id"] = guildId;
            json["guild_locale"] = "en-US";
            json["guild"] = new JsonObject { ["id"] = guildId, ["locale"] = "en-US", ["features"] = new JsonArray() };
        }
        else
        {
            json["user"] = interaction.User.ToJson();
        }

        if (interaction.Source is { } source)
        {
            json["message"] = MessageJson.Of(world, source, withContent: true);
        }

        return json;
    }

    public static string Bits(Permission permissions) => ((ulong)permissions).ToString();
}
