using System.Text.Json.Nodes;
using ResearchBot.Core.Platforms;

namespace ResearchBot.Slack.Rendering;

/// <summary>A message as it is drawn, before it is known where it goes.</summary>
/// <param name="Text">What notifications and screen readers get: escaped mrkdwn, never empty.</param>
/// <param name="Blocks">What is shown, within Slack's limits.</param>
/// <param name="Files">Texts that were too long, which follow as files.</param>
internal sealed record SlackMessage(string Text, JsonArray Blocks, IReadOnlyList<TextFile> Files) : RenderedPart;

/// <summary>A text that goes as a file.</summary>
internal sealed record TextFile(string Name, string Text);
