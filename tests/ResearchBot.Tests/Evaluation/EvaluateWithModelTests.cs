using ResearchBot.Core.Commands;
using ResearchBot.Evaluation;
using ResearchBot.FakeModel;
using ResearchBot.Tests.Answering.Generation;

namespace ResearchBot.Tests.Evaluation;

public sealed class EvaluateWithModelTests
{
    [Fact]
    public async Task What_the_proof_keeps_of_a_model_and_what_it_refuses_are_measured()
    {
        await using var bed = await ModelBed.StartAsync(seeds: false);
        SmallSet.Write(bed.Bot);
        bed.Server.Options.Brain = request => request.Messages[^1].Text.Contains("mill", StringComparison.Ordinal)
            ? ModelBed.Says(("The mill was built in 1850.", "No such words."), ("The mill burned.", "Nor these."))
            : new FakeAnswer("""{"answers": "no", "statements": []}""");
        var wrong = await EvaluateAsync(bed, "with-model");
        (wrong.KeptByVerifier, bed.Server.Requests.Count).ShouldBe((0d, 3));

        bed.Server.Options.Brain = request => request.Messages[^1].Text switch
        {
            var asked when asked.Contains("When was the mill", StringComparison.Ordinal) => ModelBed.Says(("The mill was built in 1874.", "It was built in 1874.")),
            var asked when asked.Contains("Who is the owner", StringComparison.Ordinal) => ModelBed.Says(("The owner of the bakery is Elsa Berg.", "Its owner is Elsa Berg."), ("The owner is rich.", "Its owner is Elsa Berg.")),
            _ => new FakeAnswer("""{"answers": "no", "statements": []}"""),
        };
        var right = await EvaluateAsync(bed, "with-model");
        (right.KeptByVerifier, right.HitAt1, right.AnsweredRate, right.RefusedRate).ShouldBe((0.6667, 1, 1, 1));

        (await EvaluateAsync(bed)).KeptByVerifier.ShouldBeNull();
    }

    [Fact]
    public async Task Without_a_model_it_says_what_to_set()
    {
        await using var bot = await TestBot.StartAsync();
        SmallSet.Write(bot);
        (await bot.RunAsync("evaluate", new() { ["with-model"] = "" }, Path.Combine(bot.Folder, "set"))).ShouldBeOfType<ErrorReply>().Message.ShouldContain("Models:Chat:Provider");
    }

    private static async Task<EvaluationReply> EvaluateAsync(ModelBed bed, params string[] flags) =>
        (await bed.Bot.RunAsync("evaluate", flags.ToDictionary(flag => flag, _ => string.Empty), Path.Combine(bed.Bot.Folder, "set"))).ShouldBeOfType<EvaluationReply>();
}
