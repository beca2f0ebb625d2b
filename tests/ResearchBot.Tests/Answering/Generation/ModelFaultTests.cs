using System.Data.Common;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using ResearchBot.Core.Answering.Answers;
using ResearchBot.Core.Commands;
using ResearchBot.FakeModel;

namespace ResearchBot.Tests.Answering.Generation;

/// <summary>What a person is answered when the model does anything but answer.</summary>
public sealed class ModelFaultTests
{
    private const string Sentence = "The Sydney Harbour Bridge opened to traffic in March 1932.";
    private const string Question = "When did the Sydney Harbour Bridge open?";

    private static readonly FolderOnce Stored = new(async folder =>
    {
        await using var bot = await TestBot.StartAsync();
        await bot.LoadAsync(bot.Write("docs/bridge.txt", $"# Bridges\n\n{Sentence} It took eight years to build.\n"));
        await using var database = await bot.Get<DbDataSource>().OpenConnectionAsync(TestContext.Current.CancellationToken);
        await database.ExecuteAsync("VACUUM INTO @file", new { file = folder["researchbot.db"] });
    });

    private static readonly string[] Providers = ["openai", "anthropic"];

    private static readonly FakeFault[] Passing =
        [FakeFault.RequestTimeout, FakeFault.TooMany, FakeFault.ServerError, FakeFault.Unavailable, FakeFault.Reset];

    public static TheoryData<string, FakeFault> EveryFault => new(
        Providers.SelectMany(_ => Enum.GetValues<FakeFault>(), (provider, fault) => (provider, fault)));

    public static TheoryData<string, FakeFault> PassingFaults => new(
        Providers.SelectMany(_ => Passing, (provider, fault) => (provider, fault)));

    [Theory]
    [MemberData(nameof(EveryFault))]
    public async Task A_fault_ends_in_an_answer_that_holds_or_in_the_documents_own_words_with_the_reason(string provider, FakeFault fault)
    {
        await using var bed = await StartAsync(provider, request => fault);
        var answer = await bed.AskAsync(Question);

        answer.Outcome.ShouldNotBe(AnswerOutcome.NotFound);
        answer.Citations.ShouldAllBe(citation => citation.Verified);
        answer.Statements.Select(statement => statement.Text).ShouldBe([Sentence]);
        if (answer.Mode == AnswerMode.Extractive)
        {
            answer.Fallback!.Reason.ShouldBeOneOf(FallbackReason.ModelFailed, FallbackReason.NothingProved);
            AnswerText.Lines(new AnswerReply(answer, "receipt")).First().ShouldContain(answer.Fallback.Id);
        }
    }

    [Theory]
    [MemberData(nameof(PassingFaults))]
    public async Task A_fault_that_passes_costs_nothing_but_time(string provider, FakeFault fault)
    {
        await using var bed = await StartAsync(provider, request => request.Number == 1 ? fault : null);
        var answer = await bed.AskAsync(Question);
        (answer.Mode, answer.Fallback, bed.Server.Requests.Count).ShouldBe((AnswerMode.Model, null, 2));
    }

    [Fact]
    public async Task An_endpoint_that_nobody_trusts_is_not_asked()
    {
        await using var server = await FakeModelServer.StartAsync(new FakeModelOptions(), TestContext.Current.CancellationToken);
        await using var bed = await StartAsync("openai", _ => null, $"{server.UntrustedAddress}/v1");
        var answer = await bed.AskAsync(Question);
        (answer.Mode, answer.Fallback!.Reason).ShouldBe((AnswerMode.Extractive, FallbackReason.ModelFailed));
        server.Requests.ShouldBeEmpty();
    }

    private static async Task<TestModelBot> StartAsync(string provider, Func<FakeRequest, FakeFault?> fault, string? endpoint = null)
    {
        var settings = new Dictionary<string, string?>();
        if (endpoint is not null)
        {
            settings["Models:Chat:Endpoint"] = endpoint;
        }

        return await TestModelBot.StartAsync(
            new FakeModelOptions { Fault = fault, RetryAfter = "600", Brain = _ => TestModelBot.Says((Sentence, Sentence)) }, provider, seeds: false, settings, services => services.AddSingleton<TimeProvider>(new QuickTime(20)), Stored);
    }
}
