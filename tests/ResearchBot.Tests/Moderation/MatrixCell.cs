using ResearchBot.Core.Moderation;

namespace ResearchBot.Tests.Moderation;

/// <summary>One cell of the matrix.</summary>
internal sealed record MatrixCell(string Command, Role Role, bool Permitted);
