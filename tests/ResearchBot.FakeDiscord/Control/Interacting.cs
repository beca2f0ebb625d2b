using System.Security.Cryptography;
using ResearchBot.FakeDiscord.Gateway;
using ResearchBot.FakeDiscord.Guilds;
using ResearchBot.FakeDiscord.Interactions;
using ResearchBot.FakeDiscord.Messages;

namespace ResearchBot.FakeDiscord.Control;

/// <summary>What people do with commands, buttons, menus and modals.</summary>
public sealed class Interacting
{
    private readonly World _world;
    private readonly GatewayHub _gateway;
    private readonly Record _record;

    internal Interacting(World world, GatewayHub gateway, Record record) => (_world, _gateway, _record) = (world, gateway, record);

    /// <summary>Runs "name" or "name subcommand". A value is a text, a number, a truth, a user, a channel, a role or a file.</summary>
    public Interaction Slash(User user, Channel channel, string command, params (string Name, object Value)[] options)
    {
        lock (_world.Gate)
        {
            return Begin(2, user, channel, new CommandData(_world, channel).Build(user, command, options, focused: null));
        }
    }

    /// <summary>Types into an option; the choices come back on the interaction.</summary>
    public Interaction Autocomplete(User user, Channel channel, string command, string option, string typed, params (string Name, object Value)[] others)
    {
        lock (_world.Gate)
        {
            return Begin(4, user, channel, new CommandData(_world, channel).Build(user, command, [.. others, (option, typed)], option));
        }
    }

    public Interaction MessageCommand(User user, StoredMessage target, string name)
    {
        lock (_world.Gate)
        {
            var channel = _world.Channels[target.ChannelId];
            var command = _world.Commands.Find(channel.GuildId, name, 3) ?? throw new InvalidOperationException($"No message command '{name}' is registered.");
            return Begin(2, user, channel, new JsonObject
            {
                ["id"] = command.Text("id"),
                ["name"] = name,
                ["type"] = 3,
                ["target_id"] = target.Id,
                ["resolved"] = new JsonObject { ["messages"] = new JsonObject { [target.Id] = MessageJson.Of(_world, target, withContent: true) } },
            });
        }
    }

    public Interaction Press(User user, StoredMessage message, string customId)
    {
        lock (_world.Gate)
        {
            return Component(user, message, customId, []);
        }
    }

    public Interaction Choose(User user, StoredMessage message, string customId, params string[] values)
    {
        lock (_world.Gate)
        {
            return Component(user, message, customId, values);
        }
    }

    /// <summary>Sends the modal that an interaction was answered with.</summary>
    public Interaction Submit(Interaction opener, params (string CustomId, string Value)[] values)
    {
        lock (_world.Gate)
        {
            var modal = opener.Modal ?? throw new InvalidOperationException("No modal was opened.");
            var filled = (JsonArray)modal.Field("components")!.DeepClone();
            foreach (var (customId, value) in values)
            {
                var input = ComponentTree.Find(filled, customId) as JsonObject ?? throw new InvalidOperationException($"The modal has no '{customId}'.");
                input["value"] = value;
            }

            var sent = filled.Select((part, at) => ModalData.Sent(part!, at + 1)).ToJson();
            return Begin(5, opener.User, opener.Channel, new JsonObject { ["custom_id"] = modal.Text("custom_id"), ["components"] = sent }, opener.Source);
        }
    }

    private Interaction Component(User user, StoredMessage message, string customId, string[] values)
    {
        var component = ComponentTree.Find(message.Components, customId) ?? throw new InvalidOperationException($"The message has no '{customId}'.");
        if (message.Deleted || component.Truth("disabled"))
        {
            throw new InvalidOperationException("It cannot be pressed.");
        }

        var data = new JsonObject { ["component_type"] = component.Number("type"), ["custom_id"] = customId, ["id"] = component.Number("id") };
        if (component.Number("type") != 2)
        {
            data["values"] = values.ToJson();
        }

        return Begin(3, user, _world.Channels[message.ChannelId], data, message);
    }

    private Interaction Begin(int type, User user, Channel channel, JsonObject data, StoredMessage? source = null)
    {
        var interaction = new Interaction(
            _world.Ids.Next(), "aW50ZXJhY3Rpb24" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(40)), type, user, channel, _world.Clock.GetUtcNow())
        {
            Source = source,
            UserInstalledOnly = channel.GuildId is { } guild && !_world.Guilds[guild].Members.ContainsKey(_world.Bot.Id),
        };
        _world.Interactions[interaction.Id] = interaction;
        _record.Interactions.Add(interaction);
        _gateway.Dispatch("INTERACTION_CREATE", channel.GuildId, Intents.None, InteractionPayload.Of(_world, interaction, data));
        _record.Happened("INTERACTION_CREATE");
        return interaction;
    }
}
