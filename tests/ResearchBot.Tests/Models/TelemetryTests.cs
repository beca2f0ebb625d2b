using System.Diagnostics;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using ResearchBot.Core.Answering.Answers;
using ResearchBot.Core.Answering.Generation;
using ResearchBot.Core.Answering;
using ResearchBot.FakeModel;
using ResearchBot.Models;


namespace ResearchBot.Tests.Models;

/// <summary>What leaves the program by OTLP: the conventions' names, and no text of anybody.</summary>
public sealed class TelemetryTests
{
    [Fact]
    public async Task A_receiver_gets_the_names_and_figures_of_an_answer_but_neither_its_text_nor_the_key()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var bed = await TestChatModel.StartAsync(ChatModelOptions.Anthropic);
        bed.Server.Options.Fault = request => request.Number > 2 ? FakeFault.WrongKey : null;
        using (var export = new TelemetryExport(Options.Create(new TelemetryOptions { OtlpEndpoint = receiver.Address })))
        {
            export.Start();
            using (var question = QuestionSpan.Start("console", TimeProvider.System))
            {
                using (QuestionSpan.Step("answer", TimeProvider.System))
                {
                    await bed.AskAsync(isStream: true);
                    await bed.AskAsync(isStream: false);
                    await Should.ThrowAsync<ModelFaultException>(bed.AskAsync(isStream: true));
                }

                QuestionSpan.CountStatements(kept: 2, dropped: 1);
                question.SetOutcome("modelled");
            }
        }

        var traces = receiver.At("/v1/traces");
        foreach (var name in (string[])["chat fake-model", "gen_ai.operation.name", "gen_ai.provider.name", "anthropic", "gen_ai.request.model", "gen_ai.request.max_tokens",
            "gen_ai.response.model", "gen_ai.response.finish_reasons", "gen_ai.usage.input_tokens", "gen_ai.usage.output_tokens", "server.address", "error.type", "ModelFaultException",
            "question", "answer", "researchbot.outcome", "modelled"])
        {
            traces.ShouldContain(name, Case.Sensitive);
        }

        var metrics = receiver.At("/v1/metrics");
        foreach (var name in (string[])["gen_ai.client.operation.duration", "gen_ai.client.token.usage", "gen_ai.token.type", "input", "output",
            "researchbot.question.duration", "researchbot.question.step.duration", "researchbot.statements", "dropped"])
        {
            metrics.ShouldContain(name, Case.Sensitive);
        }

        foreach (var secret in (string[])[TestChatModel.Key, TestChatModel.Question, "Answer briefly", "ferry", "on Sundays"])
        {
            (traces + metrics).ShouldNotContain(secret);
        }
    }

    [Fact]
    public async Task A_stream_s_span_ends_with_it_and_is_not_the_parent_of_what_its_reader_does()
    {
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == BotTelemetry.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
        };
        ActivitySource.AddActivityListener(listener);
        await using var bed = await TestChatModel.StartAsync(ChatModelOptions.OpenAi);
        using var question = BotTelemetry.Source.StartActivity("question");
        question.ShouldNotBeNull();

        await bed.AskAsync(isStream: true, seen: _ => Activity.Current.ShouldBe(question));

        Activity.Current.ShouldBe(question);
    }
}
