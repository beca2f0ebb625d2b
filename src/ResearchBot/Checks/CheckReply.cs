using ResearchBot.Core.Commands;

namespace ResearchBot.Checks;

/// <summary>The state of the installation.</summary>
/// <param name="Ok">Whether nothing is wrong.</param>
/// <param name="Checks">Each part.</param>
internal sealed record CheckReply(bool Ok, IReadOnlyList<CheckResult> Checks) : Reply;

/// <summary>The state of one part.</summary>
/// <param name="Name">Which.</param>
/// <param name="Ok">Whether it works.</param>
/// <param name="Message">What was seen; when it does not work, how to mend it.</param>
internal sealed record CheckResult(string Name, bool Ok, string Message);
