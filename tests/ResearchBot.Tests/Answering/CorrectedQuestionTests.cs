using System.Text.Json;
using ResearchBot.CommandLine;
using ResearchBot.Core.Answering.Answers;
using ResearchBot.Core.Commands;
using ResearchBot.Core.Search;

namespace ResearchBot.Tests.Answering;

public sealed class CorrectedQuestionTests
{
    [Fact]
    public async Task A_misspelt_question_is_answered_and_the_reply_says_what_was_searched_for()
    {
        await using var bot = await TestBot.StartAsync();
        bot.Write("docs/handbook.md", "# Bonuses\n\nThe referral bonus is 900 euros.\n\n# Canteen\n\nThe canteen opens at noon and closes at three. Guests pay in cash.\n");
        await bot.LoadAsync(Path.Combine(bot.Folder, "docs"));

        var reply = (await bot.RunAsync("ask", new() { ["question"] = "how much is the referal bonus" })).ShouldBeOfType<AnswerReply>();

        reply.Answer.Question.ShouldBe("how much is the referal bonus");
        reply.Answer.Corrected.ShouldBe([new CorrectedWord("referal", "referral")]);
        reply.Answer.MissingTerms.ShouldBeEmpty();
        reply.Answer.Statements[0].Text.ShouldBe("The referral bonus is 900 euros.");
        AnswerText.Lines(reply).ShouldContain("Searched for “referral” instead of “referal”.");
        AnswerText.Lines(reply with { Language = AnswerWording.German }).ShouldContain("Gesucht wurde „referral“ statt „referal“.");
        var corrected = JsonDocument.Parse(ReplyWriter.Write(reply)).RootElement.GetProperty("corrected")[0];
        (corrected.GetProperty("from").GetString(), corrected.GetProperty("to").GetString()).ShouldBe(("referal", "referral"));
    }
}
