using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ResearchBot.Core.Answering.Answers;
using ResearchBot.Core.Commands;
using ResearchBot.Hosting;
using ResearchBot.Terminal;
using ResearchBot.Tests.Support;
using Shouldly;
using Xunit;

namespace ResearchBot.Tests.Documents;

/// <summary>Bits that change on the disk, anywhere in the database.</summary>
public sealed class FlippedBitTests
{
    private static readonly (string Question, string Word)[] Asked =
    [
        ("When does the harbour office open on Mondays?", "harbour"), ("Who repairs the lighthouse lamp?", "lighthouse"), ("How much does the ferry cost?", "ferry"),
    ];

    private static readonly Dictionary<string, string> Files = Enumerable.Range(0, 12).ToDictionary(
        number => $"guide {number}.md",
        number => $"# Guide {number}\n\n" + string.Join("\n\n", Enumerable.Range(0, 6).Select(part =>
            $"## Part {part} of guide {number}\n\nThe harbour office number {number} opens on Mondays at {part + 6}:{number + 10} and closes at noon. "
            + $"The lighthouse lamp number {number} is repaired by mechanic {part} of the northern yard. The ferry of line {number} costs {(number * 7) + part} crowns for every grown person.")));

    private static readonly FolderOnce Made = new(async folder =>
    {
        foreach (var (name, text) in Files)
        {
            folder.Write("files/" + name, text);
        }

        await UseAsync(folder, async services =>
        {
            (await RunAsync(services, "load", [], folder["files"])).ShouldBeOfType<LoadReply>().Report.HasProblems.ShouldBeFalse();
        });
    });

    [Fact]
    public async Task No_flipped_bit_shows_a_wrong_text_as_checked_or_fails_every_question_without_a_reason()
    {
        var random = new Random(20261201);
        var (shown, explained, withdrawn) = (0, 0, 0);
        var count = TestScale.Of(500);
        for (var flip = 0; flip < count; flip++)
        {
            using var folder = await Made.CopyAsync();
            var path = folder["data/researchbot.db"];
            var bytes = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
            var (at, bit) = (random.Next(bytes.Length), random.Next(8));
            bytes[at] ^= (byte)(1 << bit);
            await File.WriteAllBytesAsync(path, bytes, TestContext.Current.CancellationToken);
            await UseAsync(folder, async services =>
            {
                foreach (var (question, word) in Asked)
                {
                    switch (await RunAsync(services, "ask", new() { ["question"] = question }))
                    {
                        case AnswerReply { Answer: var answer }:
                            ShouldBeTrue(answer, $"bit {bit} of byte {at}");
                            shown += answer.Citations.Count(citation => citation.Verified);
                            withdrawn += answer.Searched.Documents < Files.Count + 2 ? 1 : 0;
                            break;
                        case ErrorReply error:
                            error.Message.ShouldContain("damaged", Case.Insensitive, $"bit {bit} of byte {at}, {word}");
                            explained++;
                            break;
                        case var other:
                            Assert.Fail($"Bit {bit} of byte {at}: {other}");
                            break;
                    }
                }
            });
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{count} flips: {shown} excerpts shown, {withdrawn} answers without a damaged document, {explained} failures explained");
        shown.ShouldBeGreaterThan(count * 2, "most flips cost nothing");
        explained.ShouldBeLessThan(count * Asked.Length / 4, "few flips cost everything");
    }

    private static void ShouldBeTrue(Answer answer, string flipped)
    {
        foreach (var citation in answer.Citations.Concat(answer.Closest))
        {
            if (citation.Document.Source.StartsWith("guide", StringComparison.Ordinal) || !File.Exists(SourceFolder.Path("seeds", citation.Document.Source)))
            {
                Files.ShouldContainKey(citation.Document.Source, flipped);
                var text = Files[citation.Document.Source];
                text.ShouldContain(citation.Excerpt, Case.Sensitive, flipped);
                citation.Document.Title.ShouldBe(text[2..text.IndexOf('\n', StringComparison.Ordinal)], flipped);
                (citation.Place.Section ?? string.Empty).Split(" > ")[^1].ShouldBeOneOf([.. text.Split('\n').Where(line => line.StartsWith('#')).Select(line => line.TrimStart('#', ' '))]);
            }
        }

        var texts = string.Join('\n', Files.Values);
        foreach (var statement in answer.Statements.Where(statement => answer.Citations.Any(citation => statement.Citations.Contains(citation.Number) && Files.ContainsKey(citation.Document.Source))))
        {
            texts.ShouldContain(statement.Text, Case.Sensitive, flipped);
        }
    }

    /// <summary>Opens a store as the chat does, and closes it.</summary>
    private static async Task UseAsync(TestFolder folder, Func<IServiceProvider, Task> use)
    {
        using (var host = BotHost.Build(new Dictionary<string, string?>
        {
            ["Store:DataDirectory"] = folder["data"],
            ["Models:Embeddings:Provider"] = "none",
            ["Limits:QuestionsPerPersonPerMinute"] = "0",
            ["Logging:LogLevel:Default"] = "None",
        }))
        {
            await use(host.Services);
        }

        SqliteConnection.ClearAllPools();
    }

    private static async Task<Reply> RunAsync(IServiceProvider services, string command, Dictionary<string, string> arguments, params string[] paths)
    {
        var dispatcher = services.GetRequiredService<CommandDispatcher>();
        try
        {
            await services.GetRequiredService<Startup>().OpenAsync(progress: null, TestContext.Current.CancellationToken);
            return await dispatcher.DispatchAsync(services.GetRequiredService<ConsoleRequests>().Create(command, arguments, paths), new TestSink(), TestContext.Current.CancellationToken);
        }
        catch (Exception failure)
        {
            return dispatcher.ToReply(failure);
        }
    }
}
