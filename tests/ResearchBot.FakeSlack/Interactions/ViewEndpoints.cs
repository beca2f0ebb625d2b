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
