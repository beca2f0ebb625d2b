using Microsoft.SemanticKernel;
using System.Globalization;
using System.Text.RegularExpressions;
using System.Text;

namespace ResearchBot.Core.Answering.Generation;

public sealed record PromptText(string Name, string Text)
{
    /// <summary>The path that an operator sees.</summary>
    public string File => $"prompts/{Name}.md";
}

/// <summary>The prompt files, read by the host.</summary>
public interface IPromptFiles
{
    /// <summary>All prompts; the same list instance while none has changed.</summary>
    IReadOnlyList<PromptText> Read();
}

/// <summary>A prompt: a Semantic Kernel template with one element per message and <c>{{$name}}</c> for each input.</summary>
public sealed partial class Prompt
{
    /// <summary>Prefix of the functions' names, which are categories in the kernel's log.</summary>
    public const string FunctionPrefix = "prompt_";

    private const string Fence = "---";
    private readonly string _template;
    private readonly IReadOnlyCollection<string> _inputs;
    private KernelFunction? _function;

    private Prompt(string name, int version, string template, IReadOnlyCollection<string> inputs) =>
        (Name, Version, _template, _inputs) = (name, version, template, inputs);

    public string Name { get; }

    /// <summary>Incremented whenever the text changes.</summary>
    public int Version { get; }

    /// <summary>Created on first use, so that nothing of the kernel is loaded without a model.</summary>
    public KernelFunction Function => _function ??= KernelFunctionFactory.CreateFromPrompt(new PromptTemplateConfig(_template)
    {
        Name = $"{FunctionPrefix}{Name.Replace('-', '_')}",
        InputVariables = [.. _inputs.Select(input => new InputVariable { Name = input })],
    });

    /// <summary>The inputs, which the kernel encodes since they are untrusted, with request settings such as <c>max_tokens</c>.</summary>
    public static KernelArguments Arguments(Dictionary<string, object> settings, params ReadOnlySpan<(string Name, string Text)> inputs)
    {
        var arguments = new KernelArguments(new PromptExecutionSettings { ExtensionData = settings });
        foreach (var (name, text) in inputs)
        {
            arguments[name] = Legal(text);
        }

        return arguments;
    }

    /// <summary>Parses a prompt file: front matter, then messages.</summary>
    /// <exception cref="UserFacingException">The file is unusable; the message names it and what to change.</exception>
    public static Prompt Parse(PromptText file, IReadOnlyCollection<string> inputs)
    {
        var text = file.Text.ReplaceLineEndings("\n").Trim() + "\n";
        var end = text.IndexOf($"\n{Fence}\n", StringComparison.Ordinal);
        if (!text.StartsWith($"{Fence}\n", StringComparison.Ordinal) || end < 0)
        {
            throw Wrong(file, $"must begin with its front matter between two lines of {Fence}");
        }

        var facts = FrontMatter(file, text[Fence.Length..end]);
        _ = Fact(file, facts, "purpose");
        var version = int.TryParse(Fact(file, facts, "version"), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number : throw Wrong(file, "must have a whole number as its version");
        var template = text[(end + Fence.Length + 2)..].Trim();
        CheckMessages(file, template);
        CheckInputs(file, Fact(file, facts, "inputs").Split(',', StringSplitOptions.TrimEntries), template, inputs);
        return new Prompt(file.Name, version, template, inputs);
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

    /// <summary>Stricter than the kernel, which sends malformed text as one user message, instructions included.</summary>
    private static void CheckMessages(PromptText file, string template)
    {
        if (!Messages().IsMatch(template) || !template.Contains("<message role=\"user\">", StringComparison.Ordinal))
        {
            throw Wrong(file, "must consist of <message role=\"system\"> … </message> and <message role=\"user\"> … </message>, and have no other < in it: write &lt; instead");
        }

        if (BareAmpersand().Match(template) is { Success: true } bare)
        {
            throw Wrong(file, $"has “{bare.Value.Trim()}” in it: write &amp; instead of &");
        }
    }

    private static void CheckInputs(PromptText file, string[] stated, string template, IReadOnlyCollection<string> inputs)
    {
        var used = Placeholder().Matches(template).Select(match => match.Groups[1].Value).ToHashSet();
        if (used.FirstOrDefault(written => !Variable().IsMatch(written)) is { } odd)
        {
            throw Wrong(file, $"has {{{{{odd}}}}} in it, which is no input: one is written as {{{{$name}}}}");
        }

        if (Placeholder().Replace(template, string.Empty).Contains("{{", StringComparison.Ordinal))
        {
            throw Wrong(file, "has {{ in it without }}");
        }

        used = [.. used.Select(variable => variable[1..])];
        foreach (var unknown in used.Concat(stated).Except(inputs))
        {
            throw Wrong(file, $"names the input {{{{${unknown}}}}}, which it is not given. It is given: {string.Join(", ", inputs)}");
        }

        foreach (var missing in inputs.Where(input => !used.Contains(input) || !stated.Contains(input)))
        {
            throw Wrong(file, $"must use the input {{{{${missing}}}}} in its text and name it among its inputs");
        }
    }

    /// <summary>Removes the characters that XML cannot carry, even encoded.</summary>
    private static string Legal(string text)
    {
        var legal = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            legal.Append(rune.Value is '\t' or '\n' or '\r' or (>= ' ' and < 0xFFFE) or > 0xFFFF ? rune : Rune.ReplacementChar);
        }

        return legal.ToString();
    }

    private static UserFacingException Wrong(PromptText file, string what) => new($"{file.File} {what}.");

    [GeneratedRegex(@"^(?:<message role=""(?:system|user|assistant)"">[^<]*</message>\s*)+$")]
    private static partial Regex Messages();

    [GeneratedRegex(@"&(?!(?:lt|gt|amp|quot|apos|#\d{1,7});).{0,10}")]
    private static partial Regex BareAmpersand();

    [GeneratedRegex(@"\{\{\s*(.*?)\s*\}\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"^\$[A-Za-z0-9_]+$")]
    private static partial Regex Variable();
}
