using System.Text.Json;
using Shouldly;

namespace ResearchBot.Tests.Support;

/// <summary>What a run of the program left behind.</summary>
internal sealed record BotResult(int ExitCode, string Output, string Errors)
{
    private static readonly string[] LogLevels = ["warn: ", "fail: ", "crit: "];

    /// <summary>Standard output as the one JSON document that it has to be.</summary>
    public JsonElement Json
    {
        get
        {
            using var document = JsonDocument.Parse(Output); // fails where anything stands beside the document
            return document.RootElement.Clone();
        }
    }

    /// <summary>What a person is told on standard error: all but the log.</summary>
    public string Message => string.Join('\n', Errors.Split('\n').Where(line => !LogLevels.Any(line.StartsWith))).Trim();

    /// <summary>The files of a load's JSON, by the last part of their path.</summary>
    public Dictionary<string, JsonElement> Files =>
        Json.GetProperty("files").EnumerateArray().ToDictionary(file => Path.GetFileName(file.GetProperty("path").GetString()!));

    /// <summary>The status of each file of a load's JSON.</summary>
    public Dictionary<string, string> Statuses => Files.ToDictionary(file => file.Key, file => file.Value.GetProperty("status").GetString()!);

    public override string ToString() => $"exit {ExitCode}\n--- output\n{Output}\n--- errors\n{Errors}";

    /// <summary>The exit code, with everything that was printed where it is another.</summary>
    public BotResult ShouldExit(int code)
    {
        ExitCode.ShouldBe(code, ToString());
        return this;
    }
}
