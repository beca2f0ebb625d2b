using System.Text;
using System.Text.Json;
using ResearchBot.Readers;
using Shouldly;
using Xunit;

namespace ResearchBot.Tests.Readers;

public sealed class ReaderLoopTests
{
    [Fact]
    public async Task Several_requests_go_through_one_stream_and_a_bad_file_stops_none()
    {
        var answers = await Run([.. Request("a.md", "# One"), .. Request("b.txt", "\0"), .. Request("c.txt", "Дальше")]);

        answers.Select(answer => answer.Document?.Text).ShouldBe(["One", null, "Дальше"]);
        answers[1].Refused.ShouldBe("The file is binary, not text.");
    }

    [Fact]
    public async Task The_answer_has_the_fields_of_the_contract()
    {
        using var output = new MemoryStream();
        await ReaderLoop.RunAsync(new MemoryStream(Request("a.txt", "Hello")), output, TestContext.Current.CancellationToken);

        Encoding.UTF8.GetString(output.ToArray()[4..]).ShouldBe(
            """{"document":{"text":"Hello","blocks":[{"length":5}],"places":[{"line":1}],"about":{},"links":[],"remarks":[]}}""");
    }

    [Fact]
    public async Task An_unforeseen_fault_is_a_refusal_without_its_text()
    {
        var answers = await Run([.. Framed("""{"name":null,"limits":{"maxCharacters":10}}"""), .. Framed("x"), .. Request("a.txt", "Hello")]);

        answers[0].Refused!.ShouldStartWith("The file is damaged or not really a ");
        answers[1].Document!.Text.ShouldBe("Hello");
    }

    [Fact]
    public async Task A_cut_request_ends_the_loop_quietly()
    {
        var whole = Request("a.txt", "Hello");
        for (var length = 0; length < whole.Length; length++)
        {
            (await Run([.. whole, .. whole[..length]])).Count.ShouldBe(1);
        }
    }

    private static byte[] Request(string name, string text) =>
        [.. Framed($$$"""{"name":"{{{name}}}","limits":{"maxCharacters":1000}}"""), .. Framed(text)];

    private static byte[] Framed(string text)
    {
        var body = Encoding.UTF8.GetBytes(text);
        return [(byte)body.Length, (byte)(body.Length >> 8), 0, 0, .. body];
    }

    private static async Task<List<ReadAnswer>> Run(byte[] input)
    {
        using var output = new MemoryStream();
        await ReaderLoop.RunAsync(new MemoryStream(input), output, TestContext.Current.CancellationToken);
        output.Position = 0;
        var answers = new List<ReadAnswer>();
        while (await Frame.ReadAsync(output, TestContext.Current.CancellationToken) is { } frame)
        {
            answers.Add(JsonSerializer.Deserialize(frame, ReaderJson.Pipe.ReadAnswer)!);
        }

        return answers;
    }
}
