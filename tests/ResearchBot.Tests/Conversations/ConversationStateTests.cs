using ResearchBot.Core.Answering.Answers;
using ResearchBot.Core.Conversations;
using ResearchBot.Core.Documents;

namespace ResearchBot.Tests.Conversations;

public sealed class ConversationStateTests
{
    [Theory]
    [InlineData("btw how long is the mill closed on Sundays", "how long is the mill closed on Sundays")]
    [InlineData("ok new q: how do I hire a boat for a week", "how do I hire a boat for a week")]
    [InlineData("other topic: what does tier 1 mean for a platform", "what does tier 1 mean for a platform")]
    [InlineData("Thanks, different thing: who feeds the geese?", "who feeds the geese?")]
    public void A_question_that_announces_another_topic_takes_nothing_along(string asked, string standalone)
    {
        var resolved = After("how much sick leave do I get").Resolve(asked);

        (resolved.Standalone, resolved.Topic, resolved.Meant).ShouldBe((standalone, null, null));
    }

    [Theory]
    [InlineData("Who is Greta Moll?")]
    [InlineData("How many officials travelled to Caracas?")]
    [InlineData("How many flights were there in 2021?")]
    [InlineData("When does the museum open?")]
    [InlineData("Is parking free?")]
    [InlineData("how do I reset my badge password")]
    [InlineData("what does E-0714 mean")]
    [InlineData("which plugins come with max_connections set?")]
    [InlineData("if a server dies, who restarts it")]
    [InlineData("the boiler is cold, how do I light it?")]
    [InlineData("is it allowed to bring dogs to the lodge")]
    [InlineData("how long does it take to renew a passport in town")]
    [InlineData("do they hand out wireless mice?")]
    [InlineData("Thanks!")]
    public void A_question_that_names_its_own_subject_is_unchanged(string asked) =>
        After("how much sick leave do I get").Resolve(asked).Standalone.ShouldBe(asked);

    [Theory]
    [InlineData("is there a max?", "how much sick leave do I get", "is there a max (sick leave)?")]
    [InlineData("whats the limit", "how much sick leave do I get", "whats the limit (sick leave)?")]
    [InlineData("can I use it when my kid is ill", "how much sick leave do I get", "can I use sick leave when my kid is ill")]
    [InlineData("when is it paid out?", "who gets the winter bonus", "when is the winter bonus paid out?")]
    [InlineData("how do i switch to that", "whats maxiflex", "how do i switch to maxiflex")]
    [InlineData("how many can i save up", "can i earn credit hours", "how many credit hours can i save up")]
    [InlineData("how do I turn them back on", "where are the image updates of an app", "how do I turn the image updates of an app back on")]
    [InlineData("how do I check the health", "etcdMembersDown just fired, what does it mean", "how do I check the health (etcdMembersDown)?")]
    [InlineData("who approves it", "how do I request a travel card", "who approves the travel card")]
    [InlineData("how many steps?", "when was the lighthouse built?", "how many steps (lighthouse)?")]
    public void A_question_without_a_subject_takes_the_topic_along(string asked, string before, string standalone) =>
        After(before).Resolve(asked).Standalone.ShouldBe(standalone);

    [Theory]
    [InlineData("and beta?", "how long is the alpha phase of a python release", "how long is the beta phase of a python release?")]
    [InlineData("and bandwidth?", "how is disk billed", "how is bandwidth billed?")]
    [InlineData("And the lighthouse?", "When was the museum built?", "When was the lighthouse built?")]
    [InlineData("And of the south lodge?", "Who is the warden of the north lodge?", "Who is the warden of the south lodge?")]
    [InlineData("and for contractors?", "how much leave do employees get", "how much leave do contractors get?")]
    [InlineData("and for contractors?", "what is the notice period for employees?", "what is the notice period for contractors?")]
    [InlineData("and annual leave?", "how much sick leave do I get", "how much annual leave do I get?")]
    [InlineData("and in L?", "how much ram in tier XL", "how much ram in tier L?")]
    [InlineData("and on floor 3?", "who cleans the rooms on floor 2?", "who cleans the rooms on floor 3?")]
    [InlineData("and for 10 days?", "who approves leave of 2 days?", "who approves leave of 10 days?")]
    [InlineData("what about 2022?", "How many flights left in 2019?", "How many flights left in 2022?")]
    [InlineData("and if I work part time?", "how much sick leave do I get", "how much sick leave do I get if I work part time?")]
    public void And_with_a_part_replaces_what_is_like_it(string asked, string before, string standalone) =>
        After(before).Resolve(asked).Standalone.ShouldBe(standalone);

    [Theory]
    [InlineData("why?", "Did Qatar refuse?", "why Did Qatar refuse?")]
    [InlineData("how?", "can I carry leave over?", "how can I carry leave over?")]
    [InlineData("when?", "will the bridge be closed?", "when will the bridge be closed?")]
    [InlineData("who?", "is there somebody for the geese", "who (geese)?")]
    public void A_bare_question_word_is_asked_of_the_last_question(string asked, string before, string standalone) =>
        After(before).Resolve(asked).Standalone.ShouldBe(standalone, StringCompareShould.IgnoreCase);

    [Theory]
    [InlineData("does the 2nd way work at night?", "does calling the night desk work at night?")]
    [InlineData("who does the first one", "who does pressing the bell")]
    [InlineData("and the last option?", "how do I open the gate (calling the night desk)?")]
    public void An_ordinal_means_the_item_that_was_shown(string asked, string standalone)
    {
        var state = After("how do I open the gate", "You can open it by:\n• pressing the bell (by day)\n• calling the night desk, extension 12");

        state.Resolve(asked).Standalone.ShouldBe(standalone);
    }

    [Fact]
    public void A_topic_lasts_over_several_follow_ups_and_ends_with_a_new_one()
    {
        var state = After("how much sick leave do I get");
        state = Next(state, "is there a max?", "is there a max (sick leave)?");
        state = Next(state, "can i use it when my kid is ill", "can i use sick leave when my kid is ill");
        state = Next(state, "and what if i run out", "what if i run out (sick leave)?");
        state = Next(state, "new topic: who runs the ferry", "who runs the ferry");
        Next(state, "what does it cost?", "what does the ferry cost?");
    }

    [Fact]
    public void A_leaning_question_prefers_the_places_of_the_answers_before_it_and_a_refusal_leaves_them()
    {
        var state = After("how much sick leave do I get", "Four hours.", document: "leave");
        state.Resolve("is there a max?").Topic!.Places.ShouldHaveSingleItem().ShouldBe(new TopicPlace("leave", "Title of leave", "Part"));

        state = state.After(state.Resolve("is there a max?"), Answered("is there a max?", "", "other"));
        state.Resolve("who approves it?").Topic!.Places.ShouldHaveSingleItem().DocumentId.ShouldBe("leave");
        state.Resolve("Who is Greta Moll?").Topic.ShouldBeNull();
    }

    [Fact]
    public void Words_of_an_answer_are_taken_only_from_what_may_still_be_read()
    {
        var first = new ConversationTurn("how do I open the gate", Answered("how do I open the gate", "• pressing the bell\n• calling the night desk", "gate"));
        var second = new ConversationTurn("does calling the night desk work?", Answered("does the 2nd way work?", "Yes.", "gate"));

        ConversationState.Of([second, first]).Question.ShouldBe("does calling the night desk work?");
        var withheld = first with { Answer = first.Answer with { Outcome = AnswerOutcome.NotFound, Statements = [], Citations = [] } };
        ConversationState.Of([second, withheld]).Question!.ShouldNotContain("night desk");
    }

    private static ConversationState Next(ConversationState state, string asked, string standalone)
    {
        var resolved = state.Resolve(asked);
        resolved.Standalone.ShouldBe(standalone);
        return state.After(resolved, Answered(asked, "So it is.", "a"));
    }

    private static ConversationState After(string question, string statement = "So it is.", string document = "a") =>
        ConversationState.Empty.After(new Question(question, question), Answered(question, statement, document));

    /// <summary>An answer with one statement; one that found nothing if it is empty.</summary>
    private static Answer Answered(string question, string statement, string document)
    {
        var cited = new CitedDocument(document, $"Title of {document}", 1, null, $"{document}.md", new Dictionary<string, string>());
        var citation = new Citation(1, cited, new Place(null, "Part", null), "So it is.", 0, 9, Verified: true, Score: 1);
        return statement.Length == 0
            ? new Answer(question, AnswerOutcome.NotFound, 0, AnswerMode.Extractive, [], [], [], [], [citation], new SearchedScope("w", [], 0, 0), 0)
            : new Answer(question, AnswerOutcome.Answered, 1, AnswerMode.Extractive, [new Statement(statement, [1])], [citation], [], [], [], new SearchedScope("w", [], 0, 0), 0);
    }
}
