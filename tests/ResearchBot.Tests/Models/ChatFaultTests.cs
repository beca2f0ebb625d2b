using Microsoft.Extensions.AI;
using ResearchBot.Core.Answering.Generation;
using ResearchBot.FakeModel;
using ResearchBot.Models;

namespace ResearchBot.Tests.Models;

/// <summary>Everything that a model's server can do wrong, over real HTTP: each ends in the text or in one message that helps.</summary>
public sealed class ChatFaultTests
{
    private const int All = 1 + ResilientChatClient.Retries;

    /// <summary>What is said of a fault that stays, and how many requests it takes; no words where it ends in a text.</summary>
    private static readonly Dictionary<FakeFault, (string? Said, int Requests)> Lasting = new()
    {
        [FakeFault.SlowFirstByte] = ("not answered within 40 s", 1),
        [FakeFault.SlowStream] = ("not answered within 40 s", 1),
        [FakeFault.CutStream] = ("broke off", 1),
        [FakeFault.WrongKey] = ("Models:Chat:ApiKey", 1),
        [FakeFault.UnknownModel] = ("Models:Chat:Model", 1),
        [FakeFault.RequestTimeout] = ("408", All),
        [FakeFault.TooManyWithRetryAfter] = ("429", 1),
        [FakeFault.TooMany] = ("429", All),
        [FakeFault.ServerError] = ("500", All),
        [FakeFault.Unavailable] = ("503", All),
        [FakeFault.Html] = ("no answer of a language model", 1),
        [FakeFault.Empty] = ("no answer of a language model", 1),
        [FakeFault.TruncatedJson] = ("no answer of a language model", 1),
        [FakeFault.InvalidUtf8] = ("no answer of a language model", 1),
        [FakeFault.WrongSchema] = (null, 1),
        [FakeFault.Refusal] = ("declines", 1),
        [FakeFault.TooLong] = (null, 1),
        [FakeFault.Endless] = ("without end", 1),
        [FakeFault.DuplicateChunks] = (null, 1),
        [FakeFault.Reset] = ("cannot be reached", All),
        [FakeFault.ErrorInStream] = ("failed in the middle", 1),
        [FakeFault.Redirect] = ("307", 1),
    };

    private static readonly string[] Providers = [ChatModelOptions.OpenAi, ChatModelOptions.Anthropic];

    public static TheoryData<string, bool, FakeFault> Each => new(
        from provider in Providers from isStream in (bool[])[false, true] from fault in Enum.GetValues<FakeFault>() select (provider, isStream, fault));

    public static TheoryData<string, bool, FakeFault> Passing => new(
        Each.Select(row => row.Data).Where(row => Lasting[row.Item3].Requests == All || row.Item3 == FakeFault.TooManyWithRetryAfter));

    [Theory]
    [MemberData(nameof(Each))]
    public async Task A_fault_that_stays_ends_in_the_text_or_in_a_message_that_says_what_to_do(string provider, bool isStream, FakeFault fault)
    {
        await using var bed = await TestChatModel.StartAsync(provider);
        bed.Server.Options.RetryAfter = "3600";
        bed.Server.Options.Fault = _ =>
        {
            if (fault == FakeFault.SlowFirstByte || (fault == FakeFault.SlowStream && !isStream))
            {
                bed.Time.Release();
            }

            return fault;
        };
        var (said, requests) = (provider, isStream, fault) switch
        {
            (_, true, FakeFault.Endless) => (null, 1), // it is cut where it is as long as it may be
            (_, true, FakeFault.TruncatedJson) => ("broke off", 1), // an event without its end is none
            (ChatModelOptions.Anthropic, true, FakeFault.InvalidUtf8) => (null, 1), // its client puts U+FFFD there
            (ChatModelOptions.Anthropic, false, FakeFault.ErrorInStream) => ("no answer of a language model", 1),
            _ => Lasting[fault],
        };
        if (said is null)
        {
            var answer = await bed.AskAsync(isStream);
            answer.Text.ShouldNotBeEmpty();
            answer.Text.Length.ShouldBeLessThanOrEqualTo(15_000);
            answer.FinishReason.ShouldBe(fault is FakeFault.TooLong or FakeFault.Endless ? ChatFinishReason.Length : ChatFinishReason.Stop);
        }
        else
        {
            var thrown = await Should.ThrowAsync<ModelFaultException>(bed.AskAsync(isStream, seen: update =>
            {
                if (fault == FakeFault.SlowStream && update.Text.Length > 0)
                {
                    bed.Time.Release();
                }
            }));
            thrown.Message.ShouldStartWith(bed.Name);
            thrown.Message.ShouldContain(said);
            thrown.RetryAfter.ShouldBe(fault == FakeFault.TooManyWithRetryAfter ? TimeSpan.FromHours(1) : null);
            $"{thrown}{thrown.Details}".ShouldNotContain(TestChatModel.Key);
        }

        bed.Server.Requests.Count.ShouldBe(requests);
        bed.Time.Waits.Count.ShouldBe(requests - 1);
        bed.Time.Waits.ShouldBeUnique();
    }

    [Theory]
    [MemberData(nameof(Passing))]
    public async Task What_passes_is_tried_again_until_it_has(string provider, bool isStream, FakeFault fault)
    {
        await using var bed = await TestChatModel.StartAsync(provider);
        bed.Server.Options.RetryAfter = "7";
        bed.Server.Options.Fault = request => request.Number < 3 ? fault : null;

        (await bed.AskAsync(isStream)).Text.ShouldBe(TestChatModel.Text);

        bed.Server.Requests.Count.ShouldBe(3);
        bed.Time.Waits.Count.ShouldBe(2);
        if (fault == FakeFault.TooManyWithRetryAfter)
        {
            bed.Time.Waits.ShouldAllBe(wait => wait == TimeSpan.FromSeconds(7));
        }
    }

    [Fact]
    public async Task A_wait_that_does_not_fit_what_is_left_of_the_deadline_is_not_waited_for()
    {
        await using var bed = await TestChatModel.StartAsync(ChatModelOptions.OpenAi);
        bed.Server.Options.RetryAfter = "25";
        bed.Server.Options.Fault = _ => FakeFault.TooManyWithRetryAfter;

        (await Should.ThrowAsync<ModelFaultException>(bed.AskAsync(isStream: true))).Message.ShouldContain("429");

        bed.Time.Waits.ShouldBe([TimeSpan.FromSeconds(25)]);
    }

    [Theory]
    [InlineData(ChatModelOptions.OpenAi)]
    [InlineData(ChatModelOptions.Anthropic)]
    public async Task A_certificate_that_is_not_trusted_is_not_tried_again(string provider)
    {
        await using var bed = await TestChatModel.StartAsync(provider, isTls: true);

        (await Should.ThrowAsync<ModelFaultException>(bed.AskAsync(isStream: false))).Message.ShouldContain("certificate");
        (await Should.ThrowAsync<ModelFaultException>(bed.AskAsync(isStream: true))).Message.ShouldContain("certificate");

        bed.Server.Requests.ShouldBeEmpty();
        bed.Time.Waits.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(ChatModelOptions.OpenAi)]
    [InlineData(ChatModelOptions.Anthropic)]
    public async Task A_server_that_is_not_there_is_named(string provider)
    {
        await using var bed = await TestChatModel.StartAsync(provider, settings => settings.Endpoint = "http://127.0.0.1:9/v1");

        (await Should.ThrowAsync<ModelFaultException>(bed.AskAsync(isStream: true))).Message.ShouldContain("cannot be reached");

        bed.Name.ShouldContain("127.0.0.1:9");
        bed.Time.Waits.Count.ShouldBe(ResilientChatClient.Retries);
    }
}
