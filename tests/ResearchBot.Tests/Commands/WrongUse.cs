namespace ResearchBot.Tests.Commands;

/// <summary>A row of wrong-uses.txt.</summary>
/// <param name="Command">The command.</param>
/// <param name="Option">The option that is used wrongly.</param>
/// <param name="Line">What is typed.</param>
/// <param name="Told">What the reply says; empty where nothing can be wrong, and the line then says why.</param>
internal sealed record WrongUse(string Command, string Option, string Line, string Told)
{
    public static IEnumerable<WrongUse> Read() =>
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "wrong-uses.txt"))
            .Where(line => line.Length > 0 && !line.StartsWith('#'))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .Select(row => new WrongUse(row[0], row[1], row[2], row[3]));
}
