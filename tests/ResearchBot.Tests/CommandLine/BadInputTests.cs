using ResearchBot.Tests.Support;
using Shouldly;
using Xunit;

namespace ResearchBot.Tests.CommandLine;

/// <summary>What a person may type wrongly, through the real program.</summary>
public sealed class BadInputTests
{
    private static readonly FolderOnce Asked = new(async folder => (await BotProcess.RunAsync(folder.Path, ["ask", "Where?"])).ShouldExit(0));

    [Theory]
    [InlineData("There is no file or folder", "load", "nowhere")]
    [InlineData("There is no file or folder", "load", "")]
    [InlineData("The question is empty", "ask", "")]
    [InlineData("The question is empty", "ask", " \t ")]
    [InlineData("The question is empty", "ask", "\u200b\u202e\u2066\ufeff")]
    [InlineData("The question is empty", "search", "")]
    [InlineData("“--help” shows", "frobnicate")]
    [InlineData("“--help” shows", "documents", "list", "--nonsense")]
    [InlineData("“--help” shows", "documents", "frobnicate")]
    [InlineData("needs id", "documents", "show")]
    [InlineData("“documents list” shows", "documents", "show", "nosuchid")]
    [InlineData("“documents versions” shows", "documents", "show", "nosuchid", "--version", "9")]
    [InlineData("/nope is no question set", "evaluate", "/nope")]
    [InlineData("“documents list” shows", "documents", "remove", "nosuchid")]
    [InlineData("must be a whole number", "documents", "show", "nosuchid", "--version", "minus")]
    [InlineData("is no name for a collection", "load", ".", "--collection", "../x")]
    [InlineData("is read-only", "load", ".", "--collection", "seeds")]
    public async Task A_wrong_call_exits_with_2_and_says_what_to_do(string message, params string[] arguments)
    {
        using var folder = new TestFolder();

        (await BotProcess.RunAsync(folder.Path, arguments)).ShouldBeFailure(2, message);
    }

    [Theory]
    [InlineData("There is no file or folder", "load", "nowhere")]
    [InlineData("The question is empty", "ask", "")]
    [InlineData("“--help” shows", "frobnicate")]
    [InlineData("needs id", "documents", "show")]
    [InlineData("“documents list” shows", "documents", "remove", "nosuchid")]
    public async Task A_wrong_call_says_so_in_json_too(string message, params string[] arguments)
    {
        using var folder = new TestFolder();
        (await BotProcess.RunAsync(folder.Path, [.. arguments, "--json"])).ShouldBeJsonFailure(2, message);
    }

    [Fact]
    public async Task A_question_of_100_000_characters_is_refused_and_the_limit_is_named()
    {
        using var folder = new TestFolder();
        var question = new string('x', 100_000);

        (await BotProcess.RunAsync(folder.Path, ["ask", question])).ShouldBeFailure(2, "The question has 100,000 characters; 2,000 are allowed.");
        (await BotProcess.RunAsync(folder.Path, ["ask", question, "--json"])).ShouldBeJsonFailure(2, "2,000 are allowed");
        var chat = (await BotProcess.RunAsync(folder.Path, [], input: $"{question}\n/help\n")).ShouldExit(0);
        chat.Message.ShouldContain("2,000 are allowed");
        chat.Output.ShouldContain("/documents list");
    }

    [Theory]
    [InlineData("@quagga")]
    [InlineData("@/etc/passwd")]
    [InlineData("-quagga")]
    [InlineData("-h quagga")]
    [InlineData("--quagga")]
    [InlineData("-")]
    [InlineData("/etc quagga")]
    [InlineData("[quagga]")]
    [InlineData("'; DROP TABLE documents; -- %s %n ${HOME} `id`")]
    public async Task A_question_may_begin_with_anything(string question)
    {
        using var folder = await Asked.CopyAsync();

        var answer = (await BotProcess.RunAsync(folder.Path, ["ask", question, "--json"])).ShouldExit(0).Json;

        answer.GetProperty("question").GetString().ShouldBe(question);
    }

    [Fact]
    public async Task The_chat_answers_after_every_line_that_could_harm_it()
    {
        using var folder = new TestFolder();
        string[] lines =
        [
            "\0", "a\0b", "\u0007\u001b[31mred\u001b[0m\u009b5n", "\u202egnp.exe\u202c", "\u200bzero\u2060width\ufeff", "\ud800 alone",
            "/", "//", "/ask", "/ask \0", "/search", "/load", "/load \"\"", "/load \"a\0b\"", "/load \u001b[2J\u202ex", "/documents", "/documents show \0",
            "/documents show \u001b[2J", "/nonsense \u001b]0;x\u0007", "/load . --nonsense \u202e", "/load x --collection \u001b[2J", "'unclosed \"quotes", new string('(', 1_900),
        ];

        var chat = (await BotProcess.RunAsync(folder.Path, [], input: string.Join('\n', lines) + "\n/documents list\n")).ShouldExit(0);

        chat.Output.ShouldEndWith("2 documents.\n"); // the seeds: the last line was still answered
        chat.ShouldShowNothingInvisible();
        chat.Message.ShouldNotContain("Something went wrong", customMessage: chat.ToString());
    }

    [Fact]
    public async Task What_a_document_hides_is_not_sent_to_the_terminal()
    {
        using var folder = new TestFolder();
        const string Hidden = "quagga \u001b[31mred\u001b[0m \u202eexe.gnp\u202c \u2066a\u2069 \u200bzero\u200b\ufeff \u0007\u009b5n \u2028 \U000e0041 end.";
        folder.Write("files/\u202egnp\u001b[2J.md", $"---\ntitle: \"T \\u202e\\u001b[2J\"\nabout: {{author: \"A \\u200b\\e[1m\"}}\n---\n# H \u202e\u200b\n\n{Hidden}\n");

        var load = (await BotProcess.RunAsync(folder.Path, ["load", "files", "--json"])).ShouldExit(0);
        var id = load.Json.GetProperty("files")[0].GetProperty("document_id").GetString()!;
        string[][] calls = [["ask", "quagga"], ["search", "quagga"], ["documents", "list"], ["documents", "show", id], ["load", "files"], ["documents", "remove", id]];
        foreach (var call in calls)
        {
            (await BotProcess.RunAsync(folder.Path, call)).ShouldExit(0).ShouldShowNothingInvisible();
        }

        (await BotProcess.RunAsync(folder.Path, ["load", "no\u001b[31m\u202esuch"])).ShouldExit(2).ShouldShowNothingInvisible();
    }
}
