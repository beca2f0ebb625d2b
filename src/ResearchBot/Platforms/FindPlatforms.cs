using ResearchBot.Core.Platforms;

namespace ResearchBot.Platforms;

/// <summary>Finds the platforms, configured or not, when they are needed: they need the commands, of which one shows them.</summary>
internal delegate IEnumerable<ChatPlatform> FindPlatforms();
