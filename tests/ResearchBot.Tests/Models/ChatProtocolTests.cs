using System.Text.Json;
using Microsoft.Extensions.AI;
using ResearchBot.Core.Answering.Generation;
using ResearchBot.FakeModel;
using ResearchBot.Models;

namespace ResearchBot.Tests.Models;

/// <summary>What is sent and what is made of a right answer, for both protocols.</summary>
public sealed class ChatProtocolTests
{
    private static readonly JsonElement Schema = JsonDocument.Parse(
        """{"type":"object","properties":{"statements":{"type":"array","items":{"type":"string"}}},"required":["statements"],"additionalProperties":false}""").RootElement;

    private static ChatOptions Wanted => new() { ResponseFormat = ChatResponseFormat.ForJsonSchema(Schema, "answer"), Temperature = 0, MaxOutputTokens = 700 };

    [Theory]
    [InlineData(ChatModelOptions.OpenAi, false)]
    [InlineData(ChatModelOptions.OpenAi, true)]
    [InlineData(ChatModelOptions.Anthropic, false)]
    [InlineData(ChatModelOptions.Anthropic, true)]
    public async Task The_request_is_what_the_protocol_says_and_the_answer_tells_its_tokens(string provider, bool isStream)
    {
        await using var bed = await TestChatModel.StartAsync(provider);
        bed.Server.Options.Key = TestChatModel.Key;
        bed.Server.Options.Brain = _ => new FakeAnswer("Tübingen \ud83d\ude00, “nine”\n<b>", InputTokens: 123, OutputTokens: 45);

        var answer = await bed.AskAsync(isStream, Wanted);

        answer.Text.ShouldBe("Tübingen \ud83d\ude00, “nine”\n<b>");
        answer.ModelId.ShouldBe("fake-model");
        answer.Usage.ShouldNotBeNull().InputTokenCount.ShouldBe(123);
        answer.Usage.OutputTokenCount.ShouldBe(45);
        answer.FinishReason.ShouldBe(ChatFinishReason.Stop);
        var request = bed.Server.Requests.ShouldHaveSingleItem();
        request.Model.ShouldBe("fake-model");
        request.Messages.ShouldBe([new FakeMessage("system", "Answer briefly."), new FakeMessage("user", TestChatModel.Question)]);
        request.MaxTokens.ShouldBe(700);
        request.IsStream.ShouldBe(isStream);
        request.Schema.ShouldNotBeNull()["required"]![0]!.GetValue<string>().ShouldBe("statements");
        request.Key.ShouldBe(TestChatModel.Key);
    }

    [Theory]
    [InlineData(ChatModelOptions.OpenAi)]
    [InlineData(ChatModelOptions.Anthropic)]
    public async Task No_request_asks_for_more_than_the_longest_output(string provider)
    {
        await using var bed = await TestChatModel.StartAsync(provider, settings => settings.LongestOutputTokens = 300);

        await bed.AskAsync(isStream: false);
        await bed.AskAsync(isStream: true, Wanted);

        bed.Server.Requests.ShouldAllBe(request => request.MaxTokens == 300);
    }

    [Theory]
    [InlineData(ChatModelOptions.OpenAi, "response_format", true)]
    [InlineData(ChatModelOptions.OpenAi, "response_format", false)]
    [InlineData(ChatModelOptions.OpenAi, "max_tokens", true)]
    [InlineData(ChatModelOptions.OpenAi, "stream_options", true)]
    [InlineData(ChatModelOptions.OpenAi, "temperature", true)]
    [InlineData(ChatModelOptions.Anthropic, "output_config", true)]
    [InlineData(ChatModelOptions.Anthropic, "output_config", false)]
    public async Task A_server_that_lacks_a_part_of_the_protocol_is_asked_without_it_from_then_on(string provider, string lacked, bool says)
    {
        await using var bed = await TestChatModel.StartAsync(provider);
        bed.Server.Options.UnknownMembers = [lacked];
        bed.Server.Options.NamesUnknownMembers = says;

        (await bed.AskAsync(isStream: true, Wanted)).Text.ShouldBe(TestChatModel.Text);
        (await bed.AskAsync(isStream: true, Wanted)).Text.ShouldBe(TestChatModel.Text);
        (await bed.AskAsync(isStream: false, Wanted)).Text.ShouldBe(TestChatModel.Text);

        bed.Server.Requests.Count(request => request.Body.ContainsKey(lacked)).ShouldBe(1);
        bed.Server.Requests.Count.ShouldBe(4);
        bed.Server.Requests[^1].MaxTokens.ShouldBe(700);
        bed.Time.Waits.ShouldBeEmpty("it is no fault");
    }

    [Fact]
    public async Task What_one_request_was_refused_for_is_not_held_against_the_others()
    {
        await using var bed = await TestChatModel.StartAsync(ChatModelOptions.OpenAi);
        bed.Server.Options.UnknownMembers = ["messages"]; // as where the context is too long
        bed.Server.Options.NamesUnknownMembers = false;
        var thrown = await Should.ThrowAsync<ModelFaultException>(bed.AskAsync(isStream: true, Wanted));
        thrown.Message.ShouldContain("refuses the request (400)");
        thrown.Details.ShouldNotBeNull().ShouldContain("Bad request.");

        bed.Server.Options.UnknownMembers = [];
        await bed.AskAsync(isStream: true, Wanted);

        bed.Server.Requests[^1].Schema.ShouldNotBeNull();
        bed.Server.Requests[^1].Body.ContainsKey("stream_options").ShouldBeTrue();
    }
}
