using ResearchBot.FakeSlack.Messages;
using ResearchBot.FakeSlack.Teams;

namespace ResearchBot.FakeSlack.Interactions;

/// <summary>Something that a person did and the app must answer.</summary>
public sealed class Interaction(string kind, string triggerId, User user, Channel? channel, DateTimeOffset at)
{
    /// <summary>slash, shortcut, message_action, block_actions, view_submission or view_closed.</summary>
    public string Kind => kind;

    public string TriggerId => triggerId;

    public User User => user;

    public Channel? Channel => channel;

    public DateTimeOffset At => at;

    public string? ResponseUrl { get; init; }

    /// <summary>The message or view on which it happened.</summary>
    public StoredMessage? Message { get; init; }

    public OpenView? On { get; init; }

    public bool Answered { get; internal set; }

    /// <summary>What the answer carried.</summary>
    public JsonNode? Response { get; internal set; }

    /// <summary>What the person sees in place of an answer: dispatch_failed or operation_timeout.</summary>
    public string? Error { get; internal set; }

    /// <summary>The message that the answer became.</summary>
    public StoredMessage? Reply { get; internal set; }

    /// <summary>The view that the app opened by the trigger.</summary>
    public OpenView? View { get; internal set; }

    internal bool TriggerUsed { get; set; }
}

/// <summary>Finds elements by their action_id and says what a person did with them.</summary>
internal static class Elements
{
    public static (JsonObject Element, string BlockId)? Find(JsonNode? blocks, string actionId)
    {
        foreach (var (block, at) in (blocks as JsonArray ?? []).Select((block, at) => (block, at)))
        {
            foreach (var element in block.List("elements").Append(block.Field("accessory")).Append(block.Field("element")))
            {
                if (element is JsonObject found && found.Text("action_id") == actionId)
                {
                    return (found, block.Text("block_id") ?? $"b{at}");
                }
            }
        }

        return null;
    }

    /// <summary>The state of an element that a person filled with a text, or with an option's value.</summary>
    public static JsonObject Filled(JsonObject element, params string[] values)
    {
        var type = element.Text("type")!;
        var state = new JsonObject { ["type"] = type };
        var options = element.List("options").Concat(element.List("option_groups").SelectMany(group => group.List("options")));
        var chosen = options.Where(option => values.Contains(option.Text("value"))).Select(option => (JsonObject)option!.DeepClone()).ToList();
        switch (type)
        {
            case "checkboxes" or "multi_static_select":
                state["selected_options"] = chosen.ToJson();
                break;
            case "static_select" or "radio_buttons" or "overflow":
                state["selected_option"] = chosen.Count > 0 ? chosen[0] : throw new InvalidOperationException("There is no such option.");
                break;
            case "users_select":
                state["selected_user"] = values[0];
                break;
            case "conversations_select" or "channels_select":
                state[type == "channels_select" ? "selected_channel" : "selected_conversation"] = values[0];
                break;
            default:
                state["value"] = values[0];
                break;
        }

        return state;
    }
}
