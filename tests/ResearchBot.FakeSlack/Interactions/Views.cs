using ResearchBot.FakeSlack.Api;
using ResearchBot.FakeSlack.Blocks;
using ResearchBot.FakeSlack.Control;
using ResearchBot.FakeSlack.Teams;

namespace ResearchBot.FakeSlack.Interactions;

/// <summary>views.open, push and update.</summary>
internal sealed class ViewEndpoints(World world, Record record)
{
    private static readonly TimeSpan TriggerLife = TimeSpan.FromSeconds(3);

    public void Map(ApiPipeline api)
    {
        api.Add("views.open", "", 100, call => Open(call, pushes: false));
        api.Add("views.push", "", 100, call => Open(call, pushes: true));
        api.Add("views.update", "", 100, Update);
    }

    private JsonObject Open(ApiCall call, bool pushes)
    {
        if (!world.Interactions.TryGetValue(call.Need("trigger_id"), out var interaction) || interaction.User.TeamId != call.Team.Id)
        {
            throw new ApiError("invalid_trigger_id");
        }

        if (interaction.TriggerUsed)
        {
            throw new ApiError("exchanged_trigger_id");
        }

        if (world.Clock.GetUtcNow() - interaction.At > TriggerLife)
        {
            throw new ApiError("expired_trigger_id");
        }

        var below = pushes ? interaction.On ?? throw new ApiError("not_found") : null;
        if (below?.Depth >= 3)
        {
            throw new ApiError("push_limit_reached");
        }

        var view = new OpenView(world.Ids.Next("V"), interaction.User, ViewRules.Checked(call.Json("view", "invalid_arguments")), below);
        interaction.TriggerUsed = true;
        interaction.View = view;
        world.Views[view.Id] = view;
        record.Happened("view opened");
        return Answer(call, view);
    }

    private JsonObject Update(ApiCall call)
    {
        var id = call.Text("view_id");
        var external = call.Text("external_id");
        var view = world.Views.Values.LastOrDefault(one => one.User.TeamId == call.Team.Id && one.IsOpen && (id is null ? external is not null && one.View.Text("external_id") == external : one.Id == id))
            ?? throw new ApiError("not_found");
        if (call.Text("hash") is { Length: > 0 } hash && hash != view.Hash)
        {
            throw new ApiError("hash_conflict");
        }

        view.View = ViewRules.Checked(call.Json("view", "invalid_arguments"));
        view.Hash = world.Ids.Stamp();
        record.Happened("view updated");
        return Answer(call, view);
    }

    private JsonObject Answer(ApiCall call, OpenView view)
    {
        var json = ApiCall.Ok();
        json["view"] = view.ToJson(call.Team.Id, world.Options.AppId, call.Team.BotId, []);
        return json;
    }
}

/// <summary>A modal before a person.</summary>
public sealed class OpenView(string id, User user, JsonObject view, OpenView? below)
{
    public string Id => id;

    public User User => user;

    public JsonObject View { get; internal set; } = view;

    /// <summary>The view under it on the stack.</summary>
    public OpenView? Below => below;

    public string Hash { get; internal set; } = "0";

    public bool IsOpen { get; internal set; } = true;

    /// <summary>What the app said about inputs: block_id to text.</summary>
    public IReadOnlyDictionary<string, string> Errors { get; internal set; } = new Dictionary<string, string>();

    internal int Depth => below is null ? 1 : below.Depth + 1;

    internal OpenView Root => below is null ? this : below.Root;

    internal JsonObject ToJson(string teamId, string appId, string botId, JsonObject values)
    {
        var json = (JsonObject)View.DeepClone();
        json["id"] = id;
        json["team_id"] = teamId;
        json["state"] = new JsonObject { ["values"] = values };
        json["hash"] = Hash;
        json["root_view_id"] = Root.Id;
        json["previous_view_id"] = below?.Id;
        json["app_id"] = appId;
        json["bot_id"] = botId;
        json["private_metadata"] ??= "";
        json["callback_id"] ??= "";
        return json;
    }
}

/// <summary>What a submission carries, and what its answer does: close, errors, update, push, clear.</summary>
internal sealed class ViewAnswers(World world)
{
    public JsonObject Json(OpenView view, (string ActionId, string Value)[] filled)
    {
        var values = new JsonObject();
        foreach (var (actionId, value) in filled)
        {
            var (element, blockId) = Elements.Find(view.View.Field("blocks"), actionId) ?? throw new InvalidOperationException($"The view has no '{actionId}'.");
            values[blockId] ??= new JsonObject();
            values[blockId]![actionId] = Elements.Filled(element, value);
        }

        var team = world.TeamOf(view.User);
        return view.ToJson(team.Id, world.Options.AppId, team.BotId, values);
    }

    public void Apply(OpenView view, JsonNode? response)
    {
        view.Errors = new Dictionary<string, string>();
        switch (response.Text("response_action"))
        {
            case null:
                view.IsOpen = false;
                break;
            case "errors":
                var errors = (response.Field("errors") as JsonObject ?? []).ToDictionary(item => item.Key, item => item.Value?.ToString() ?? "");
                var inputs = view.View.List("blocks").Where(block => block.Text("type") == "input").Select((block, at) => block.Text("block_id") ?? $"b{at}");
                if (errors.Count == 0 || errors.Keys.Except(inputs).Any())
                {
                    throw new ApiError("invalid_arguments", "[ERROR] errors name blocks that are no inputs");
                }

                view.Errors = errors;
                break;
            case "update":
                view.View = ViewRules.Checked(response.Field("view")?.DeepClone());
                view.Hash = world.Ids.Stamp();
                break;
            case "push":
                if (view.Depth >= 3)
                {
                    throw new ApiError("push_limit_reached");
                }

                var pushed = new OpenView(world.Ids.Next("V"), view.User, ViewRules.Checked(response.Field("view")?.DeepClone()), view);
                world.Views[pushed.Id] = pushed;
                break;
            case "clear":
                for (var open = view; open is not null; open = open.Below)
                {
                    open.IsOpen = false;
                }

                break;
            default:
                throw new ApiError("invalid_arguments", "[ERROR] unknown response_action");
        }
    }
}
