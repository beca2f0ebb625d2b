using ResearchBot.Core.Platforms;
using ResearchBot.Discord.Payloads;

namespace ResearchBot.Discord.Rendering;

/// <summary>A message as it is drawn, before it is known where it goes.</summary>
/// <param name="Components">Its parts.</param>
/// <param name="Files">The files that its parts name.</param>
internal sealed record RenderedMessage(IReadOnlyList<Component> Components, IReadOnlyList<OutgoingFile> Files) : RenderedPart;
