using Microsoft.Extensions.Logging.Abstractions;
using ResearchBot.Core.Documents;
using ResearchBot.Core.Answering.Answers;
using ResearchBot.Core.Answering.Generation;
using ResearchBot.Core.Moderation.Limits;

namespace ResearchBot.Tests.Moderation.Limits;

public sealed class ModelBudgetTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 4, 12, 0, 0, TimeSpan.Zero));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_person_and_a_workspace_have_so_many_tokens_a_day_whatever_process_they_were_used_in()
    {
        await using var bot = await TestBot.StartAsync();
        var budget = Budget(bot, new ChatBudget(TokensOfPerson: 100, TokensOfWorkspace: 250, CostOfWorkspace: 0, 0, 0));
        (await UseAsync(budget, "one", "ann", 60)).ShouldBeNull();
        (await UseAsync(budget, "one", "ann", 60)).ShouldBeNull();
        (await UseAsync(budget, "one", "ann", 1)).ShouldBe(FallbackReason.PersonBudget);
        (await UseAsync(Budget(bot, new ChatBudget(100, 250, 0, 0, 0)), "one", "ann", 1)).ShouldBe(FallbackReason.PersonBudget);
        (await UseAsync(budget, "two", "ann", 1)).ShouldBeNull();
        (await UseAsync(budget, "one", "bob", 99)).ShouldBeNull();
        (await UseAsync(budget, "one", "cid", 50)).ShouldBeNull();
        (await UseAsync(budget, "one", "dan", 1)).ShouldBe(FallbackReason.WorkspaceBudget);

        _time.Advance(TimeSpan.FromDays(1));
        (await UseAsync(budget, "one", "ann", 1)).ShouldBeNull();
    }

    [Fact]
    public async Task What_tokens_cost_is_bounded_too()
    {
        await using var bot = await TestBot.StartAsync();
        var budget = Budget(bot, new ChatBudget(0, 0, CostOfWorkspace: 0.01m, InputPrice: 2.5m, OutputPrice: 10m));
        (await UseAsync(budget, "one", "ann", 3_000)).ShouldBeNull(); // 0.0075
        (await UseAsync(budget, "one", "bob", 3_000)).ShouldBeNull();
        (await UseAsync(budget, "one", "cid", 1)).ShouldBe(FallbackReason.WorkspaceBudget);
        (await budget.ReadAsync("one", "ann", Cancellation)).Select(use => use.Cost).ShouldBe([0.0075m, 0.015m]);
    }

    [Fact]
    public async Task Answers_under_way_count_before_they_end()
    {
        await using var bot = await TestBot.StartAsync();
        var budget = Budget(bot, new ChatBudget(8_000, 0, 0, 0, 0));
        using var first = await budget.BeginAsync("one", "ann", Cancellation);
        using var second = await budget.BeginAsync("one", "ann", Cancellation);
        (await budget.BeginAsync("one", "ann", Cancellation)).Refusal.ShouldBe(FallbackReason.PersonBudget);
        first.Dispose();
        first.Dispose();
        (await budget.BeginAsync("one", "ann", Cancellation)).Refusal.ShouldBeNull();
    }

    private ModelBudget Budget(TestBot bot, ChatBudget budget) =>
        new(bot.Get<Database>(), budget, _time, NullLogger<ModelBudget>.Instance);

    private static async Task<FallbackReason?> UseAsync(ModelBudget budget, string workspace, string person, long input)
    {
        using var spending = await budget.BeginAsync(workspace, person, Cancellation);
        if (spending.Refusal is null)
        {
            await spending.SettleAsync(new TokenUse(input, 0), Cancellation);
        }

        return spending.Refusal;
    }
}
