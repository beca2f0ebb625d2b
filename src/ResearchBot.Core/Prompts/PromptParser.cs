using System.Globalization;

namespace ResearchBot.Core.Prompts;

/// <summary>Reads a prompt's file: front matter, <c># Instructions</c>, <c># Request</c>.</summary>
internal static class PromptParser
{
    private const string Fence = "---";
    private const string InstructionsHeading = "\n# Instructions\n";
    private const string RequestHeading = "\n# Request\n";

    /// <param name="file">The file.</param>
    /// <param name="inputs">What the program will fill in.</param>
    /// <exception cref="UserFacingException">It cannot be used; the message names the file and what to change.</exception>
    public static Prompt Parse(PromptText file, IReadOnlyCollection<string> inputs)
    {
        var text = file.Text.ReplaceLineEndings("\n").Trim() + "\n";
        var end = text.IndexOf($"\n{Fence}\n", StringComparison.Ordinal);
        if (!text.StartsWith($"{Fence}\n", StringComparison.Ordinal) || end < 0)
        {
            throw Wrong(file, $"must begin with its front matter between two lines of {Fence}");
        }

        var facts = FrontMatter(file, text[Fence.Length..end]);
        var body = text[(end + Fence.Length + 1)..];
        var instructions = body.IndexOf(InstructionsHeading, StringComparison.Ordinal);
        var request = body.IndexOf(RequestHeading, StringComparison.Ordinal);
        if (instructions < 0 || request < instructions)
        {
            throw Wrong(file, "must have the headings “# Instructions” and, after it, “# Request”");
        }

        var prompt = new Prompt(
            Fact(file, facts, "purpose"),
            int.TryParse(Fact(file, facts, "version"), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : throw Wrong(file, "must have a whole number as its version"),
            body[(instructions + InstructionsHeading.Length)..request].Trim(),
            body[(request + RequestHeading.Length)..].Trim());
        CheckInputs(file, Fact(file, facts, "inputs").Split(',', StringSplitOptions.TrimEntries), prompt, inputs);
        return prompt;
    }

    private static Dictionary<string, string> FrontMatter(PromptText file, string written)
    {
        var facts = new Dictionary<string, string>();
        foreach (var line in written.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Split(':', 2, StringSplitOptions.TrimEntries) is not [var name, { Length: > 0 } value] || name is not ("purpose" or "version" or "inputs") || !facts.TryAdd(name, value))
            {
                throw Wrong(file, $"has “{line}” in its front matter, which may hold purpose, version and inputs, each once as “name: value”");
            }
        }

        return facts;
    }

    private static string Fact(PromptText file, Dictionary<string, string> facts, string name) =>
        facts.GetValueOrDefault(name) ?? throw Wrong(file, $"says no {name} in its front matter");

    private static void CheckInputs(PromptText file, string[] stated, Prompt prompt, IReadOnlyCollection<string> inputs)
    {
        var used = Prompt.InputsOf($"{prompt.Instructions}\n{prompt.Request}").ToArray();
        foreach (var unknown in used.Concat(stated).Except(inputs))
        {
            throw Wrong(file, $"names the input {{{{{unknown}}}}}, which it is not given. It is given: {string.Join(", ", inputs)}");
        }

        foreach (var missing in inputs.Where(input => !used.Contains(input) || !stated.Contains(input)))
        {
            throw Wrong(file, $"must use the input {{{{{missing}}}}} in its text and name it among its inputs");
        }
    }

    private static UserFacingException Wrong(PromptText file, string what) => new($"{file.File} {what}.");
}
