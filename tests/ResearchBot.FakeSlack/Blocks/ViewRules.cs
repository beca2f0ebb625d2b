using ResearchBot.FakeSlack.Api;

namespace ResearchBot.FakeSlack.Blocks;

/// <summary>The limits of a modal.</summary>
internal static class ViewRules
{
    private const int MostBytes = 250_000;

    public static JsonObject Checked(JsonNode? node)
    {
        var view = node as JsonObject ?? throw new ApiError("invalid_arguments", "[ERROR] missing required field: view");
        if (System.Text.Encoding.UTF8.GetByteCount(view.ToJsonString()) > MostBytes)
        {
            throw new ApiError("view_too_large");
        }

        var blocks = view.Field("blocks") as JsonArray ?? [];
        var errors = BlockRules.Check(blocks, most: 100, inView: true);
        if (view.Text("type") != "modal")
        {
            errors.Add("must be a valid enum value", "/view/type");
        }

        errors.Text(view.Field("title"), 24, "/view/title", "plain_text");
        foreach (var name in new[] { "submit", "close" })
        {
            if (view.Field(name) is { } label)
            {
                errors.Text(label, 24, $"/view/{name}", "plain_text");
            }
        }

        if (view.Field("submit") is null && blocks.Any(block => block.Text("type") == "input"))
        {
            errors.Add("missing required field: submit", "/view/submit");
        }

        errors.Length(view.Text("private_metadata"), 0, 3000, "/view/private_metadata");
        errors.Length(view.Text("callback_id"), 0, 255, "/view/callback_id");
        errors.Length(view.Text("external_id"), 0, 255, "/view/external_id");
        return errors.All.Count == 0 ? view : throw new ApiError("invalid_arguments", [.. errors.All]);
    }
}
