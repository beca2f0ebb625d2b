using System.Text.Json;
using ResearchBot.CommandLine;

namespace ResearchBot.Tests.Commands;

/// <summary>The printed JSON is a contract: these are its keys.</summary>
public sealed class ReplyJsonTests
{
    [Fact]
    public async Task An_answer_has_the_documented_keys_and_nulls_for_what_is_absent()
    {
        await using var bot = await TestBot.StartAsync(seeds: true);
        var reply = await bot.RunAsync("ask", new() { ["question"] = "How many flights a day left for Venezuela?" });
        var answer = JsonDocument.Parse(ReplyWriter.Write(reply)).RootElement;

        Keys(answer).ShouldBe(
            ["question", "outcome", "confidence", "mode", "statements", "citations", "conflicts", "missing_terms", "closest", "searched", "elapsed_ms", "standalone", "corrected", "unanswered", "may_have_more", "model", "tokens", "dropped_statements", "fallback", "pinned"]);
        answer.GetProperty("outcome").GetString().ShouldBe("answered");
        answer.GetProperty("mode").GetString().ShouldBe("extractive");
        Keys(answer.GetProperty("statements")[0]).ShouldBe(["text", "citations", "about", "is_nearest"]);
        var citation = answer.GetProperty("citations")[0];
        Keys(citation).ShouldBe(["number", "document", "place", "excerpt", "start", "end", "verified", "score", "stated", "blocks"]);
        Keys(citation.GetProperty("document")).ShouldBe(["id", "title", "version", "published", "source", "about"]);
        Keys(citation.GetProperty("place")).ShouldBe(["page", "section", "line", "slide", "sheet", "row", "paragraph", "cell", "time"]);
        citation.GetProperty("place").GetProperty("page").ValueKind.ShouldBe(JsonValueKind.Null);
        Keys(answer.GetProperty("conflicts")[0]).ShouldBe(["about", "citations", "ruling"]);
        Keys(answer.GetProperty("searched")).ShouldBe(["workspace", "collections", "documents", "chunks", "is_limited", "gone"]);
    }

    [Fact]
    public async Task The_other_replies_have_theirs()
    {
        await using var bot = await TestBot.StartAsync();
        var path = bot.Write("docs/a.txt", "The mill stands by the river.");
        var load = await PrintAsync(bot, "load", [], path);
        Keys(load).ShouldBe(["files", "gone"]);
        Keys(load.GetProperty("files")[0]).ShouldBe(["path", "status", "reason", "document_id", "version", "chunks", "remark"]);
        load.GetProperty("files")[0].GetProperty("status").GetString().ShouldBe("loaded");
        var id = load.GetProperty("files")[0].GetProperty("document_id").GetString()!;

        var search = await PrintAsync(bot, "search", new() { ["query"] = "mill" });
        Keys(search).ShouldBe(["results"]);
        Keys(search.GetProperty("results")[0]).ShouldBe(["document", "place", "text", "score"]);
        Keys(await PrintAsync(bot, "documents show", new() { ["id"] = id })).ShouldContain("text");
        Keys(await PrintAsync(bot, "documents list", [])).ShouldBe(["documents"]);
        Keys(await PrintAsync(bot, "documents remove", new() { ["id"] = id })).ShouldBe(["removed"]);
        var error = await PrintAsync(bot, "documents remove", new() { ["id"] = "none" });
        Keys(error).ShouldBe(["error"]);
        Keys(error.GetProperty("error")).ShouldBe(["id", "message"]);
        Keys(await PrintAsync(bot, "check", [])).ShouldBe(["ok", "checks"]);
    }

    private static async Task<JsonElement> PrintAsync(TestBot bot, string command, Dictionary<string, string> arguments, params string[] paths) =>
        JsonDocument.Parse(ReplyWriter.Write(await bot.RunAsync(command, arguments, paths))).RootElement;

    private static string[] Keys(JsonElement element) => [.. element.EnumerateObject().Select(property => property.Name)];
}
