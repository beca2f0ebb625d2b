using ResearchBot.Core.Answering.Answers;
using ResearchBot.Core.Commands;
using ResearchBot.Core.Ingestion;
using ResearchBot.Discord.Events;
using ResearchBot.Discord.Rendering;
using ResearchBot.Slack.Events;
using ResearchBot.Slack.Rendering;
using ResearchBot.Tests.Discord.Rendering;
using ResearchBot.Tests.Slack.Rendering;
using OfDiscord = ResearchBot.Discord.Payloads;
using OfSlack = ResearchBot.Slack.Payloads;

namespace ResearchBot.Tests.Platforms;

/// <summary>A way to a command that is not typed.</summary>
/// <param name="Kind">button or menu.</param>
/// <param name="Label">What stands on it.</param>
/// <param name="Command">What the platform's reader makes of it.</param>
internal sealed record Route(string Kind, string Label, string Command) : IComparable<Route>
{
    public int CompareTo(Route? other) => string.CompareOrdinal(ToString(), other?.ToString());
}

/// <summary>The buttons and menus of each platform, as they are drawn and as its reader understands them.</summary>
internal static class Routes
{
    private static readonly AnswerReply Reply = Replies.Answered(Replies.Answer("x"));

    private static readonly SearchReply More = new([]) { More = new MoreOf(Replies.Receipt, HasPassages: true, HasHelpers: true) };

    private static readonly IngestionProgress Progress = new(1, 2, new FileResult("a.md", FileStatus.Loaded, null, "d1", 1, 3)) { Job = "l1" };

    private static readonly LoadReply DryRun = new("documents", new IngestionReport([], [])) { DryRun = new DryRun("l1", [], 0) };

    public static IEnumerable<Route> OnDiscord()
    {
        OfDiscord.Interaction Used(OfDiscord.InteractionType type, OfDiscord.InteractionData data) =>
            new("1", "2", type, data, null, "3", null, null, new OfDiscord.User("4", "ann", null, false, false), "t", null, null);

        OfDiscord.Component[] rows = [AnswerButtons.Of(Reply, AnswerWording.Of("en"))!, AnswerButtons.Of(More.More, AnswerWording.Of("en"))!, CancelButton.Of(Progress)!, ApprovalButtons.Of(DryRun)!];
        foreach (var button in rows.SelectMany(row => row.Components!))
        {
            yield return new Route("button", button.Label ?? button.Emoji!.Name, InteractionReader.Read(Used(OfDiscord.InteractionType.Component, new(null, 0, null, null, null, button.CustomId, null)), _ => throw new InvalidOperationException("No route carries files."))!.Command);
        }

        var message = new OfDiscord.Message("9", "3", null, null, null, "Who?", null, null, null, null, null, null, 0, null);
        var resolved = new OfDiscord.ResolvedData(new Dictionary<string, OfDiscord.Message> { ["9"] = message }, null);
        foreach (var name in CatalogCommands.Of(new CommandCatalog([])).Select(command => command.Name))
        {
            yield return new Route("menu", name, InteractionReader.Read(Used(OfDiscord.InteractionType.Command, new(name, 3, null, resolved, "9", null, null)), _ => throw new InvalidOperationException("No route carries files."))!.Command);
        }
    }

    public static IEnumerable<Route> OnSlack()
    {
        var reader = new IncomingReader(new CommandCatalog([]), null!, new SlackIdentity(), null!); // no route is typed or carries files
        var message = new OfSlack.Message("message", null, "U1", null, null, "Who?", "1.2", null, null, null, null, null);
        OfSlack.Interaction Used(string type, string? shortcut, OfSlack.BlockAction? pressed) => new(
            type, new OfSlack.InteractionUser("U1", "T1", null, null), new OfSlack.NamedId("T1", null, null), new OfSlack.NamedId("C1", null, null), message, null, pressed is null ? null : [pressed], null, shortcut, null, "1.2.3", null, null);

        var drawn = RenderedTeam.RendererOf(new CommandCatalog([])).Render(Reply)[^1].Blocks;
        foreach (var (side, label) in new[] { ("positive_button", "👍"), ("negative_button", "👎") })
        {
            var pressed = new OfSlack.BlockAction("feedback_buttons", AnswerParts.FeedbackAction, null, drawn[^1]!["elements"]![0]![side]!["value"]!.ToString(), null, null, null, null, null);
            yield return new Route("button", label, reader.Read(Used("block_actions", null, pressed))!.Command); // Slack draws the thumbs
        }

        foreach (var button in ShownBlocks.Buttons(drawn).Concat(ShownBlocks.Buttons(RenderedTeam.RendererOf(new CommandCatalog([])).Render(More)[^1].Blocks)).Concat(ShownBlocks.Buttons(SlackRenderer.Render(Progress).Blocks))
            .Concat(ShownBlocks.Buttons(RenderedTeam.RendererOf(new CommandCatalog([])).Render(DryRun)[^1].Blocks)))
        {
            var pressed = new OfSlack.BlockAction("button", button["action_id"]!.ToString(), null, button["value"]!.ToString(), null, null, null, null, null);
            yield return new Route("button", button["text"]!["text"]!.ToString(), reader.Read(Used("block_actions", null, pressed))!.Command);
        }

        yield return new Route("menu", "Ask about this", reader.Read(Used("message_action", IncomingReader.AskAboutThis, null))!.Command);
        yield return new Route("menu", "Explain sources", reader.Read(Used("message_action", IncomingReader.ExplainSources, null))!.Command);
    }
}
