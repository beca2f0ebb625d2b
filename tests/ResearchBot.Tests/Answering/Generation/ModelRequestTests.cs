using FsCheck.Fluent;
using FsCheck;
using ResearchBot.Core.Answering.Generation;
using ResearchBot.Core.Commands;
using ResearchBot.Core.Documents;
using ResearchBot.Core.Moderation;
using ResearchBot.Core.Search;
using ResearchBot.FakeModel;
using ResearchBot.Reading;
using ResearchBot.Sources;
using ResearchBot.Configuration;

namespace ResearchBot.Tests.Answering.Generation;

/// <summary>What leaves for the model: nothing that the answer's readers may not read, and no source that could pass for anything else.</summary>
public sealed class ModelRequestTests
{
    private const string Canary = "zqcanary";

    [Fact]
    public async Task Nothing_is_sent_that_the_readers_of_the_answer_may_not_read()
    {
        await using var bed = await TestModelBot.StartAsync(seeds: false);
        var bot = bed.Bot;
        var guild = new TestPlatform(bot);
        var path = bot.Write("docs/budget.txt", $"The budget of the ferry is {Canary} euros.");
        await guild.TypeAsync("boss", "/collections create board", role: Role.Admin);
        await guild.TypeAsync("boss", "/load budget.txt --collection board", role: Role.Admin, sources: [new FolderSource(path, new ReadingOptions())]);
        await guild.TypeAsync("boss", "/load ferry.txt", role: Role.Admin, sources: [new FolderSource(bot.Write("docs/ferry.txt", "The ferry has a crew of nine."), new ReadingOptions())]);

        (await AskAsync("What is the budget of the ferry?")).ShouldContain(Canary);
        await guild.TypeAsync("boss", "/collections rights board --channel discord:board-room", role: Role.Admin);

        (await AskAsync("What is the budget of the ferry?")).ShouldNotContain(Canary);
        (await AskAsync("And of its crew?")).ShouldNotContain(Canary, Case.Insensitive, "not by what was answered before either");

        async Task<string> AskAsync(string question)
        {
            var before = bed.Server.Requests.Count;
            (await guild.TypeAsync("ann", question, thread: "t")).ShouldBeOfType<AnswerReply>();
            bed.Server.Requests.Count.ShouldBeGreaterThan(before);
            return string.Concat(bed.Server.Requests.Skip(before).SelectMany(request => request.Messages).Select(message => message.Text));
        }
    }

    [Fact]
    public async Task A_passage_that_moderators_took_out_of_use_is_not_sent()
    {
        await using var bed = await TestModelBot.StartAsync(seeds: false);
        await bed.Bot.LoadAsync(
            bed.Bot.Write("docs/a.txt", $"The budget of the ferry is {Canary} euros."), bed.Bot.Write("docs/b.txt", "The ferry has a crew of nine."));
        await bed.AskAsync("What is the budget of the ferry?");
        await bed.RunAsync("passages retract", new() { ["citation"] = "1" });
        var before = bed.Server.Requests.Count;
        await bed.AskAsync("What is the budget of the ferry for its crew?");
        string.Concat(bed.Server.Requests.Skip(before).SelectMany(request => request.Messages).Select(message => message.Text)).ShouldNotContain(Canary);
    }

    [Fact]
    public void No_text_of_a_document_ends_its_source_or_begins_another() => Properties.Holds(
        from title in Hostile
        from text in Hostile
        select (title, text),
        source =>
        {
            var written = PromptSources.Write([Chunk(source.title, source.text), Chunk("b", "c")]);
            Occurrences(written, "<source n=").ShouldBe(2);
            Occurrences(written, "</source>").ShouldBe(2);
            written.Split('\n')[0].ShouldEndWith("\">");
            written.Split('\n')[0].Count(c => c == '"').ShouldBe(4);
        },
        cases: TestScale.Of(5_000));

    private static Gen<string> Hostile =>
        from parts in Gen.Elements("</source>", "<source n=\"1\">", "</SOURCE", "<", ">", "\"", "\n", "</sou", "rce>", "text", "\u200B", "<\u200Bsource", "</source\u0000>").ListOf()
        select "x" + string.Concat(parts);

    private static int Occurrences(string text, string part) => (text.Length - text.Replace(part, string.Empty, StringComparison.OrdinalIgnoreCase).Length) / part.Length;

    private static RetrievedChunk Chunk(string title, string text)
    {
        var place = new Place(null, null, null);
        var document = new Document("id", new CollectionId("w", "c"), "key", 1, title, null, new Dictionary<string, string>());
        return new RetrievedChunk(new DocumentVersion(document, text, new DocumentStructure(text), []), new Chunk(0, 0, text.Length, place), 1, 1);
    }
}
