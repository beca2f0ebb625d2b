using ResearchBot.Core.Moderation;

namespace ResearchBot.Tests.Moderation;

/// <summary>What role-matrix.txt says: for each command and role whether it is permitted.</summary>
internal sealed record RoleMatrix(IReadOnlyList<MatrixCell> Cells)
{
    public static RoleMatrix Read()
    {
        var lines = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "role-matrix.txt")).Where(line => !line.StartsWith('#')).ToArray();
        var roles = Split(lines[0])[1..].Select(role => Enum.Parse<Role>(role, ignoreCase: true)).ToArray();
        roles.ShouldBe(Enum.GetValues<Role>());
        return new RoleMatrix([.. lines.Skip(1).Select(Split).SelectMany(row =>
            roles.Zip(row[1..], (role, word) => new MatrixCell(row[0], role, IsYes(word))))]);
    }

    /// <summary>The least role that may use a command.</summary>
    public Role LeastFor(string command) => Cells.Where(cell => cell.Command == command && cell.Permitted).Min(cell => cell.Role);

    private static string[] Split(string line) => line.Split('|', StringSplitOptions.TrimEntries);

    private static bool IsYes(string word) => word is "yes" or "no" ? word == "yes" : throw new FormatException($"{word} is neither yes nor no.");
}

/// <summary>One cell of the matrix.</summary>
internal sealed record MatrixCell(string Command, Role Role, bool Permitted);
