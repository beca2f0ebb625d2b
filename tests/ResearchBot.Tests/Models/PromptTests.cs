using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging.Abstractions;
using ResearchBot.Core;
using ResearchBot.Core.Prompts;
using ResearchBot.Prompts;

namespace ResearchBot.Tests.Models;

public sealed class PromptTests : IDisposable
{
    private const string Good = "---\npurpose: Tests.\nversion: 2\ninputs: question, sources\n---\n# Instructions\nBe true.\n# Request\n{{sources}} {{question}}\n";

    private readonly string _folder = Directory.CreateTempSubdirectory("researchbot-prompts-").FullName;

    public PromptTests()
    {
        foreach (var file in Directory.GetFiles(PromptFolder.Beside))
        {
            File.Copy(file, Path.Combine(_folder, Path.GetFileName(file)));
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_prompts_that_come_with_the_program_can_be_used()
    {
        var messages = Catalog().Answer.Fill(new Dictionary<string, string> { ["question"] = "Who {{sources}}?", ["sources"] = "$1 {{question}}" });
        messages.Select(message => message.Role).ShouldBe([ChatRole.System, ChatRole.User]);
        messages[1].Text.ShouldContain("Question: Who {{sources}}?");
        messages[1].Text.ShouldContain("$1 {{question}}");
        Catalog().RewriteQuestion.Version.ShouldBe(1);
    }

    [Theory]
    [InlineData("{{sources}} {{question}}", "{{sources}} {{question}} {{secrets}}", "secrets")]
    [InlineData("{{sources}} {{question}}", "{{sources}}", "question")]
    [InlineData("inputs: question, sources", "inputs: question", "sources")]
    [InlineData("inputs: question, sources", "inputs: question, sources, time", "time")]
    [InlineData("version: 2", "version: two", "version")]
    [InlineData("version: 2\n", "", "version")]
    [InlineData("version: 2", "model: x", "model: x")]
    [InlineData("# Request", "# Demand", "# Request")]
    [InlineData("---\npurpose", "purpose", "front matter")]
    public void A_wrong_file_stops_the_start_and_is_named(string what, string instead, string said)
    {
        Write("answer", Good.Replace(what, instead, StringComparison.Ordinal));
        var refusal = Should.Throw<UserFacingException>(() => Catalog().Check());
        refusal.Message.ShouldContain("prompts/answer.md");
        refusal.Message.ShouldContain(said);
    }

    [Fact]
    public void A_missing_file_stops_the_start_and_is_named()
    {
        File.Delete(Path.Combine(_folder, "rewrite-question.md"));
        Should.Throw<UserFacingException>(() => Catalog().Check()).Message.ShouldContain("prompts/rewrite-question.md");
    }

    [Fact]
    public void A_change_is_taken_at_the_next_use_and_a_wrong_one_is_not()
    {
        var catalog = Catalog();
        catalog.Check();
        Write("answer", Good);
        catalog.Answer.Version.ShouldBe(2);
        Write("answer", Good + "{{unknown}}");
        catalog.Answer.Version.ShouldBe(2);
        Write("answer", Good.Replace("version: 2", "version: 31", StringComparison.Ordinal));
        catalog.Answer.Version.ShouldBe(31);
    }

    private PromptCatalog Catalog() => new(new PromptFolder(_folder).Read, NullLogger<PromptCatalog>.Instance);

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder, $"{name}.md"), text);
}
