using ResearchBot.Core.Answering.Answers;

namespace ResearchBot.Tests.Answering;

public sealed class NamedThingsTests
{
    private const string Services =
        "# Services\n\nThe C services belong to team Oak. The C++ services belong to team Beech. The C# services belong to team Larch.\n\n"
        + "# Desks\n\nThe IT desk is in the cellar. The reception is on the ground floor and has it all.\n\n"
        + "# Settings\n\nmaxPoolSize limits the open connections, by default 40. retry_wait_seconds is the pause between attempts, by default 7.\n\n"
        + "# Cluster\n\nThe kubernetes upgrade takes place each March. The canteen opens at noon.\n\n"
        + "# Telephones\n\nThe gatehouse answers under +49 8161 555 0173. The workshop answers under +49 8161 555 0199.\n";

    [Theory]
    [InlineData("which team do the C++ services belong to", "Beech")]
    [InlineData("which team do the C# services belong to", "Larch")]
    [InlineData("which team do the C services belong to", "Oak")]
    [InlineData("where is the IT desk", "cellar")]
    [InlineData("what is the max pool size", "maxPoolSize")]
    [InlineData("what is max_pool_size", "maxPoolSize")]
    [InlineData("what is the retry wait seconds", "retry_wait_seconds")]
    [InlineData("what is retryWaitSeconds", "retry_wait_seconds")]
    [InlineData("when is the k8s upgrade", "March")]
    [InlineData("who answers under +4981615550173", "gatehouse")]
    [InlineData("who answers under 08161 5550199", "workshop")]
    public async Task A_name_is_found_as_it_is_written_and_by_its_parts(string question, string word)
    {
        await using var bot = await TestBot.StartAsync();
        bot.Write("docs/services.md", Services);
        await bot.LoadAsync(Path.Combine(bot.Folder, "docs"));

        var answer = await bot.AskAsync(question);

        answer.Outcome.ShouldNotBe(AnswerOutcome.NotFound);
        answer.Statements[0].Text.ShouldContain(word);
        answer.MissingTerms.ShouldBeEmpty();
    }
}
