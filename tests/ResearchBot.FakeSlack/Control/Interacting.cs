using ResearchBot.FakeSlack.Api;
using ResearchBot.FakeSlack.Interactions;
using ResearchBot.FakeSlack.Messages;
using ResearchBot.FakeSlack.Teams;

namespace ResearchBot.FakeSlack.Control;

/// <summary>Commands, shortcuts, buttons and forms, as people use them.</summary>
public sealed class Interacting
{
    private static readonly TimeSpan ResponseUrlLife = TimeSpan.FromMinutes(30);
    private readonly World _world;
    private readonly Delivery _delivery;
    private readonly MessageBook _messages;
    private readonly Record _record;
    private readonly ViewAnswers _views;

    internal Interacting(World world, Delivery delivery, MessageBook messages, Record record)
    {
        (_world, _delivery, _messages, _record) = (world, delivery, messages, record);
        _views = new ViewAnswers(world);
    }

    /// <summary>A slash command with its text as Slack passes it.</summary>
    public Interaction Slash(User user, Channel channel, string command, string text = "")
    {
        lock (_world.Gate)
        {
            var (interaction, url) = Begin("slash", user, channel, null, null);
            var team = _world.TeamOf(user);
            var payload = new JsonObject
            {
                ["token"] = "verification-token",
                ["team_id"] = user.TeamId,
                ["team_domain"] = team.Name.ToLowerInvariant(),
                ["channel_id"] = channel.Id,
                ["channel_name"] = channel.IsDirect ? "directmessage" : channel.Kind == ChannelKind.Private ? "privategroup" : channel.Name,
                ["user_id"] = user.Id,
                ["user_name"] = user.Name,
                ["command"] = command,
                ["text"] = text,
                ["api_app_id"] = _world.Options.AppId,
                ["is_enterprise_install"] = "false",
                ["response_url"] = interaction.ResponseUrl,
                ["trigger_id"] = interaction.TriggerId,
            };
            return Send("slash_commands", interaction, payload, acceptsResponse: true, response =>
            {
                if (response is JsonObject { Count: > 0 } body && (body.Text("text") is { Length: > 0 } || body.Field("blocks") is not null))
                {
                    var draft = MessageDraft.Of(new ApiCall(_world, team, body));
                    var seenBy = body.Text("response_type") == "in_channel" ? null : user.Id;
                    interaction.Reply = url!.Original = _messages.Post(draft, channel, team.Bot, null, seenBy);
                }
            });
        }
    }

    public Interaction GlobalShortcut(User user, string callbackId)
    {
        lock (_world.Gate)
        {
            var (interaction, _) = Begin("shortcut", user, null, null, null);
            var payload = Payload("shortcut", interaction);
            payload["callback_id"] = callbackId;
            return Send("interactive", interaction, payload, acceptsResponse: false, null);
        }
    }

    /// <summary>A shortcut in the menu of a message.</summary>
    public Interaction MessageShortcut(User user, StoredMessage message, string callbackId)
    {
        lock (_world.Gate)
        {
            var (interaction, _) = Begin("message_action", user, _world.Channels[message.ChannelId], message, null);
            var payload = Payload("message_action", interaction);
            payload["callback_id"] = callbackId;
            payload["message_ts"] = message.Ts;
            payload["message"] = MessageJson.Of(_world, message);
            return Send("interactive", interaction, payload, acceptsResponse: false, null);
        }
    }

    /// <summary>A button of a message, or an option of a select.</summary>
    public Interaction Press(User user, StoredMessage message, string actionId, params string[] values)
    {
        lock (_world.Gate)
        {
            var (element, blockId) = Elements.Find(message.Blocks, actionId) ?? throw new InvalidOperationException($"The message has no '{actionId}'.");
            if (message.Deleted || (message.SeenBy is { } only && only != user.Id))
            {
                throw new InvalidOperationException("It cannot be pressed.");
            }

            var (interaction, _) = Begin("block_actions", user, _world.Channels[message.ChannelId], message, null);
            var payload = Payload("block_actions", interaction);
            var container = new JsonObject { ["type"] = "message", ["message_ts"] = message.Ts, ["channel_id"] = message.ChannelId, ["is_ephemeral"] = message.IsEphemeral };
            if (message.ThreadTs is not null)
            {
                container["thread_ts"] = message.ThreadTs;
            }

            payload["container"] = container;
            if (!message.IsEphemeral)
            {
                payload["message"] = MessageJson.Of(_world, message);
            }

            payload["state"] = new JsonObject { ["values"] = new JsonObject() };
            payload["actions"] = Actions(element, blockId, values);
            return Send("interactive", interaction, payload, acceptsResponse: false, null);
        }
    }

    /// <summary>A button in a modal.</summary>
    public Interaction Press(OpenView view, string actionId, params string[] values)
    {
        lock (_world.Gate)
        {
            var (element, blockId) = Elements.Find(view.View.Field("blocks"), actionId) ?? throw new InvalidOperationException($"The view has no '{actionId}'.");
            var (interaction, _) = Begin("block_actions", view.User, null, null, view);
            var payload = Payload("block_actions", interaction);
            payload["container"] = new JsonObject { ["type"] = "view", ["view_id"] = view.Id };
            payload["view"] = _views.Json(view, []);
            payload["actions"] = Actions(element, blockId, values);
            return Send("interactive", interaction, payload, acceptsResponse: false, null);
        }
    }

    /// <summary>Fills a modal (action id and value) and submits it; what the app says shows on the view.</summary>
    public Interaction Submit(OpenView view, params (string ActionId, string Value)[] values)
    {
        lock (_world.Gate)
        {
            if (!view.IsOpen)
            {
                throw new InvalidOperationException("The view is closed.");
            }

            var (interaction, _) = Begin("view_submission", view.User, null, null, view);
            var payload = Payload("view_submission", interaction);
            payload["view"] = _views.Json(view, values);
            payload["response_urls"] = new JsonArray();
            return Send("interactive", interaction, payload, acceptsResponse: true, response => _views.Apply(view, response));
        }
    }

    /// <summary>Closes a modal; the app is told if it asked for that.</summary>
    public Interaction? Close(OpenView view)
    {
        lock (_world.Gate)
        {
            view.IsOpen = false;
            if (view.View.Switch("notify_on_close") != true)
            {
                return null;
            }

            var (interaction, _) = Begin("view_closed", view.User, null, null, view);
            var payload = Payload("view_closed", interaction);
            payload["view"] = _views.Json(view, []);
            payload["is_cleared"] = false;
            return Send("interactive", interaction, payload, acceptsResponse: false, null);
        }
    }

    private JsonArray Actions(JsonObject element, string blockId, string[] values)
    {
        var action = values.Length == 0 ? new JsonObject { ["type"] = element.Text("type") } : Elements.Filled(element, values);
        action["action_id"] = element.Text("action_id");
        action["block_id"] = blockId;
        action["action_ts"] = _world.Ids.Stamp();
        if (element.Text("type") == "button")
        {
            action["text"] = element.Field("text")?.DeepClone();
            if (element.Text("value") is { } value)
            {
                action["value"] = value;
            }
        }

        return [action];
    }

    private (Interaction Interaction, ResponseUrl? Url) Begin(string kind, User user, Channel? channel, StoredMessage? message, OpenView? view)
    {
        var now = _world.Clock.GetUtcNow();
        ResponseUrl? url = null;
        string? address = null;
        if (channel is not null)
        {
            var id = _world.Ids.Next("R");
            url = new ResponseUrl(user, channel, now + ResponseUrlLife) { Original = kind == "block_actions" ? message : null };
            _world.ResponseUrls[id] = url;
            address = $"{_world.Url}/response/{id}";
        }

        var trigger = $"{now.ToUnixTimeMilliseconds()}.{_world.Ids.Next("")}";
        var interaction = new Interaction(kind, trigger, user, channel, now) { ResponseUrl = address, Message = message, On = view };
        _world.Interactions[trigger] = interaction;
        _record.Interactions.Add(interaction);
        return (interaction, url);
    }

    private JsonObject Payload(string type, Interaction interaction)
    {
        var (user, team) = (interaction.User, _world.TeamOf(interaction.User));
        var payload = new JsonObject
        {
            ["type"] = type,
            ["team"] = new JsonObject { ["id"] = user.TeamId, ["domain"] = team.Name.ToLowerInvariant() },
            ["user"] = new JsonObject { ["id"] = user.Id, ["username"] = user.Name, ["name"] = user.Name, ["team_id"] = user.TeamId },
            ["api_app_id"] = _world.Options.AppId,
            ["token"] = "verification-token",
            ["action_ts"] = _world.Ids.Stamp(),
            ["is_enterprise_install"] = false,
            ["enterprise"] = null,
            ["trigger_id"] = interaction.TriggerId,
        };
        if (interaction.Channel is { } channel)
        {
            payload["channel"] = new JsonObject { ["id"] = channel.Id, ["name"] = channel.IsDirect ? "directmessage" : channel.Name };
            payload["response_url"] = interaction.ResponseUrl;
        }

        return payload;
    }

    private Interaction Send(string type, Interaction interaction, JsonObject payload, bool acceptsResponse, Action<JsonNode?>? use)
    {
        _delivery.Send(type, payload, acceptsResponse, (response, error) =>
        {
            interaction.Error = error;
            interaction.Response = response;
            if (error is null)
            {
                try
                {
                    use?.Invoke(response);
                }
                catch (ApiError refused)
                {
                    interaction.Error = refused.Message;
                    _record.RuleErrors.Add($"answer to {interaction.Kind}: {refused.Message} {string.Join(' ', refused.Messages)}");
                }
            }

            interaction.Answered = error is null; // last: whoever waits for it reads what it became
            _record.Happened("interaction answered");
        });
        return interaction;
    }
}
