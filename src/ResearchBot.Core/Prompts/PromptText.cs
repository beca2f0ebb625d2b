namespace ResearchBot.Core.Prompts;

/// <summary>A prompt's file as it stands in the folder.</summary>
/// <param name="Name">Its name without <c>.md</c>.</param>
/// <param name="Text">What it holds.</param>
public sealed record PromptText(string Name, string Text)
{
    /// <summary>As an operator knows it.</summary>
    public string File => $"prompts/{Name}.md";
}

/// <summary>Reads the prompts' files. Returns the same list as long as none of them changed.</summary>
public delegate IReadOnlyList<PromptText> ReadPrompts();
