using Microsoft.Extensions.AI;
using ResearchBot.Core.Answering.Generation;
using ResearchBot.FakeModel;
using ResearchBot.Models;

namespace ResearchBot.Tests.Models;

/// <summary>What stands around a model's client, over real HTTP.</summary>
public sealed class ResilientChatClientTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(FakeFault.ServerError, 2)]
    [InlineData(FakeFault.CutStream, 8)]
    [InlineData(FakeFault.WrongKey, 8)]
    public async Task After_repeated_faults_the_model_is_left_alone_for_a_while_and_then_tried_with_one_request(FakeFault fault, int answers)
    {
        await using var bed = await TestChatModel.StartAsync(ChatModelOptions.OpenAi);
        bed.Server.Options.Fault = _ => fault;
        for (var i = 0; i < answers; i++)
        {
            await Should.ThrowAsync<ModelFaultException>(bed.AskAsync(isStream: true));
        }

        bed.Server.Requests.Count.ShouldBe(ResilientChatClient.FaultsBeforePause);
        var thrown = await Should.ThrowAsync<ModelFaultException>(bed.AskAsync(isStream: false));
        thrown.Message.ShouldContain("is not asked for another");
        thrown.RetryAfter.ShouldNotBeNull().ShouldBeInRange(TimeSpan.FromSeconds(1), ResilientChatClient.Pause);
        bed.Server.Requests.Count.ShouldBe(ResilientChatClient.FaultsBeforePause, "nothing is sent");

        bed.Time.Advance(ResilientChatClient.Pause);
        await Should.ThrowAsync<ModelFaultException>(bed.AskAsync(isStream: true));
        bed.Server.Requests.Count.ShouldBe(ResilientChatClient.FaultsBeforePause + 1);

        bed.Server.Options.Fault = _ => null;
        bed.Time.Advance(ResilientChatClient.Pause);
        (await bed.AskAsync(isStream: true)).Text.ShouldBe(TestChatModel.Text);
        (await bed.AskAsync(isStream: false)).Text.ShouldBe(TestChatModel.Text);
    }

    [Fact]
    public async Task Refusals_of_single_questions_do_not_stop_the_others()
    {
        await using var bed = await TestChatModel.StartAsync(ChatModelOptions.Anthropic);
        bed.Server.Options.Fault = _ => FakeFault.Refusal;
        for (var i = 0; i < 2 * ResilientChatClient.FaultsBeforePause; i++)
        {
            (await Should.ThrowAsync<ModelFaultException>(bed.AskAsync(isStream: i % 2 == 0))).Message.ShouldContain("declines");
        }
    }

    [Theory]
    [InlineData(ChatModelOptions.OpenAi, false)]
    [InlineData(ChatModelOptions.OpenAi, true)]
    [InlineData(ChatModelOptions.Anthropic, false)]
    [InlineData(ChatModelOptions.Anthropic, true)]
    public async Task A_caller_who_gives_up_gets_his_own_cancellation_and_the_server_sees_it(string provider, bool isStream)
    {
        await using var bed = await TestChatModel.StartAsync(provider);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        bed.Server.Options.Before = async _ =>
        {
            await stop.CancelAsync();
            await Task.Delay(Timeout.Infinite, Cancellation);
        };
        ChatMessage[] messages = [new(ChatRole.User, TestChatModel.Question)];

        await Should.ThrowAsync<OperationCanceledException>(isStream
            ? bed.Client.GetStreamingResponseAsync(messages, null, stop.Token).ToChatResponseAsync(Cancellation)
            : bed.Client.GetResponseAsync(messages, null, stop.Token));

        var request = bed.Server.Requests.ShouldHaveSingleItem();
        await request.Gone.WaitAsync(Cancellation);
        request.IsAborted.ShouldBeTrue();
    }

    [Theory]
    [InlineData(ChatModelOptions.OpenAi)]
    [InlineData(ChatModelOptions.Anthropic)]
    public async Task A_caller_who_leaves_a_stream_ends_the_request(string provider)
    {
        await using var bed = await TestChatModel.StartAsync(provider);
        bed.Server.Options.Fault = _ => FakeFault.SlowStream;

        await foreach (var update in bed.Client.GetStreamingResponseAsync([new(ChatRole.User, TestChatModel.Question)], null, Cancellation))
        {
            if (update.Text.Length > 0)
            {
                break;
            }
        }

        var request = bed.Server.Requests.ShouldHaveSingleItem();
        await request.Gone.WaitAsync(Cancellation);
        request.IsAborted.ShouldBeTrue();
    }

    [Theory]
    [InlineData(ChatModelOptions.OpenAi)]
    [InlineData(ChatModelOptions.Anthropic)]
    public async Task A_hundred_questions_at_once_are_answered_over_as_many_connections_as_are_allowed(string provider)
    {
        await using var bed = await TestChatModel.StartAsync(provider, settings => settings.RequestsAtOnce = 5);
        var all = new TaskCompletionSource();
        var waiting = 0;
        bed.Server.Options.Before = async _ =>
        {
            if (Interlocked.Increment(ref waiting) == 5)
            {
                all.SetResult();
            }

            await all.Task;
        };

        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => bed.AskAsync(isStream: i % 2 == 0)));

        answers.ShouldAllBe(answer => answer.Text == TestChatModel.Text);
        bed.Server.Requests.Count.ShouldBe(100);
        bed.Server.MostConnections.ShouldBe(5);
    }

    [Fact]
    public async Task Who_waits_for_others_until_the_deadline_is_told_that_the_model_is_busy()
    {
        await using var bed = await TestChatModel.StartAsync(ChatModelOptions.OpenAi, settings => settings.RequestsAtOnce = 1);
        var arrived = new TaskCompletionSource();
        bed.Server.Options.Before = _ =>
        {
            arrived.TrySetResult();
            return Task.Delay(Timeout.Infinite, Cancellation);
        };
        var first = bed.AskAsync(isStream: false);
        await arrived.Task.WaitAsync(Cancellation);
        var second = bed.AskAsync(isStream: true);
        bed.Time.Release();

        (await Should.ThrowAsync<ModelFaultException>(first)).Message.ShouldContain("not answered within 40 s");
        (await Should.ThrowAsync<ModelFaultException>(second)).Message.ShouldContain("busy");
        bed.Server.Requests.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("", false, "empty answer")]
    [InlineData(" \n", false, "empty answer")]
    [InlineData("", true, "Models:Chat:LongestOutputTokens")]
    public async Task An_answer_without_words_is_none(string text, bool isCut, string said)
    {
        await using var bed = await TestChatModel.StartAsync(ChatModelOptions.OpenAi);
        bed.Server.Options.Brain = _ => new FakeAnswer(text) { IsCut = isCut };

        (await Should.ThrowAsync<ModelFaultException>(bed.AskAsync(isStream: false))).Message.ShouldContain(said);
        (await Should.ThrowAsync<ModelFaultException>(bed.AskAsync(isStream: true))).Message.ShouldContain(said);
    }
}
