using ResearchBot.FakeSlack.Api;
using ResearchBot.FakeSlack.Blocks;
using ResearchBot.FakeSlack.Teams;

namespace ResearchBot.FakeSlack.Interactions;

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

        var team = world.Teams[view.User.TeamId];
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
