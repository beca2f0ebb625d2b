using ResearchBot.FakeDiscord.Guilds;
using ResearchBot.FakeDiscord.Messages;

namespace ResearchBot.FakeDiscord.Interactions;

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
            ["authorizing_integration_owners"] = new JsonObject { ["0"] = channel.GuildId ?? "0" },
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
