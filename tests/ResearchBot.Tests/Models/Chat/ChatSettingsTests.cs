using System.Text.Json;
using ResearchBot.Core.Models;
using ResearchBot.Core;
using ResearchBot.FakeModel;
using ResearchBot.Models.Chat;

namespace ResearchBot.Tests.Models.Chat;

/// <summary>Settings of the language model, and what <c>check</c> says of it.</summary>
public sealed class ChatSettingsTests
{
    private const string Key = "sk-secret-of-the-test";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Provider", "Provider", "cohere")]
    [InlineData("Model", "Provider", "openai")]
    [InlineData("Model", "Provider", "anthropic")]
    [InlineData("ApiKey", "Provider", "anthropic")]
    [InlineData("Endpoint", "Endpoint", "localhost:8080")]
    [InlineData("Endpoint", "Endpoint", "http://user:word@127.0.0.1/v1")]
    [InlineData("ApiKey", "ApiKey", Key + "\nX-Other: 1")]
    [InlineData("DeadlineSeconds", "DeadlineSeconds", "0")]
    [InlineData("RequestsAtOnce", "RequestsAtOnce", "0")]
    [InlineData("LongestOutputTokens", "LongestOutputTokens", "1")]
    [InlineData("InputCostPerMillion", "InputCostPerMillion", "-0.1")]
    [InlineData("OutputCostPerMillion", "OutputCostPerMillion", "cheap")]
    [InlineData("TokensPerPersonPerDay", "TokensPerPersonPerDay", "-1")]
    [InlineData("TokensPerWorkspacePerDay", "TokensPerWorkspacePerDay", "-1")]
    [InlineData("CostPerWorkspacePerDay", "CostPerWorkspacePerDay", "2.5")] // while nothing costs anything
    [InlineData("Key", "Key", "1")]
    public void A_wrong_setting_stops_the_program_and_is_named(string named, string key, string value)
    {
        var thrown = Should.Throw<UserFacingException>(() => Composition.Build(new Dictionary<string, string?> { [$"Models:Chat:{key}"] = value }));

        thrown.Message.ShouldContain($"Models:Chat:{named}");
        thrown.ToString().ShouldNotContain(Key);
    }

    [Fact]
    public void A_wrong_receiver_of_telemetry_is_named() =>
        Should.Throw<UserFacingException>(() => Composition.Build(new Dictionary<string, string?> { ["Telemetry:OtlpEndpoint"] = "localhost:4318" }))
            .Message.ShouldContain("Telemetry:OtlpEndpoint");

    [Fact]
    public async Task Without_a_provider_there_is_no_model_and_it_says_what_to_set()
    {
        await using var bot = await TestBot.StartAsync();

        var setup = bot.Get<OpenChat>()();

        setup.Model.ShouldBeNull();
        setup.WhyOff.ShouldNotBeNull().ShouldContain("Models:Chat:Provider");
    }

    [Fact]
    public async Task Check_asks_the_model_and_says_that_it_answers_and_a_receiver_of_telemetry_that_is_not_there_fails_nothing()
    {
        await using var server = await FakeModelServer.StartAsync(new FakeModelOptions { Key = Key }, Cancellation);
        using var folder = new TestFolder();

        var check = (await BotProcess.RunAsync(folder.Path, ["check", "--json"],
        [
            ("Models__Chat__Provider", "openai"),
            ("Models__Chat__Endpoint", server.OpenAiAddress),
            ("Models__Chat__Model", "fake-model"),
            ("Models__Chat__ApiKey", Key),
            ("Telemetry__OtlpEndpoint", "http://127.0.0.1:9"),
        ])).ShouldExit(0);

        LanguageModel(check).ShouldMatch(@"^on: openai fake-model at 127\.0\.0\.1:[0-9]+ answers in [0-9.]+ s$");
        check.ToString().ShouldNotContain(Key);
        server.Requests.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("openai")]
    [InlineData("anthropic")]
    public async Task Check_explains_a_key_that_is_refused_without_showing_it(string provider)
    {
        await using var bed = await ChatBed.StartAsync(provider);
        bed.Server.Options.Fault = _ => FakeFault.WrongKey;

        var (ok, message) = await new ChatCheck(bed.Open, TimeProvider.System).RunAsync(Cancellation);

        ok.ShouldBeFalse();
        message.ShouldContain("Check Models:Chat:ApiKey.");
        message.ShouldContain("Incorrect API key provided: ….");
        message.ShouldNotContain(ChatBed.Key);
    }

    [Fact]
    public async Task The_version_may_stand_at_the_end_of_an_address_of_Anthropic_s_protocol()
    {
        await using var bed = await ChatBed.StartAsync("anthropic", settings => settings.Endpoint += "/v1/");

        (await bed.AskAsync(isStream: false)).Text.ShouldBe(ChatBed.Text);
    }

    private static string LanguageModel(BotResult check) => JsonDocument.Parse(check.Output).RootElement.GetProperty("checks").EnumerateArray()
        .Single(one => one.GetProperty("name").GetString() == "language model").GetProperty("message").GetString()!;
}
