using System.Globalization;
using ResearchBot.Tests.Support;
using Shouldly;

namespace ResearchBot.Tests.CommandLine;

/// <summary>What every failure of the command line has to look like.</summary>
internal static class BotResultChecks
{
    private static readonly string[] Traces =
        ["Exception", "   at ", "SQLite Error", "DataAnnotation", "BinderOptions", "System.", "ResearchBot.Configuration", "Something went wrong"];

    /// <summary>Nothing on standard output; on standard error a message for a person, and its id.</summary>
    public static void ShouldBeFailure(this BotResult result, int code, string message)
    {
        result.ShouldExit(code);
        result.Output.Split('\n').ShouldAllBe(line => line.Length == 0 || line.StartsWith("Ask a question"), result.ToString());
        result.Message.ShouldContain(message);
        result.Message.ShouldMatch(@"\(error \w+\)$");
        ShouldBeForAPerson(result.Message);
        result.ShouldShowNothingInvisible();
    }

    /// <summary>One JSON document with the error on standard output, nothing but the log on standard error.</summary>
    public static void ShouldBeJsonFailure(this BotResult result, int code, string message)
    {
        result.ShouldExit(code);
        var error = result.Json.GetProperty("error");
        result.Json.EnumerateObject().Count().ShouldBe(1);
        error.GetProperty("id").GetString().ShouldNotBeNullOrWhiteSpace();
        error.GetProperty("message").GetString().ShouldNotBeNull().ShouldContain(message);
        ShouldBeForAPerson(error.GetProperty("message").GetString()!);
        result.Message.ShouldBeEmpty();
    }

    /// <summary>The message of one part of the check.</summary>
    public static string CheckOf(this BotResult result, string name)
    {
        var check = result.Json.GetProperty("checks").EnumerateArray().Single(one => one.GetProperty("name").GetString() == name);
        check.GetProperty("ok").GetBoolean().ShouldBeFalse();
        ShouldBeForAPerson(check.GetProperty("message").GetString()!);
        return check.GetProperty("message").GetString()!;
    }

    /// <summary>No control or format character but line ends and the joiners that words are written with.</summary>
    public static void ShouldShowNothingInvisible(this BotResult result) =>
        (result.Output + result.Message).EnumerateRunes().Where(rune => rune.Value is not ('\n' or 0x200C or 0x200D)
            && System.Text.Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
            .Select(rune => $"U+{rune.Value:X4}").ShouldBeEmpty();

    private static void ShouldBeForAPerson(string message) => Traces.ShouldAllBe(trace => !message.Contains(trace), message);
}
