using ResearchBot.Core.Answering.Grounding;

namespace ResearchBot.Tests.Answering.Proof;

/// <summary>What somebody would try who wants a false statement proved by true sentences, and what an honest writer would say.</summary>
public sealed class StatementProofTests
{
    private const string Bridge = "The bridge was opened on 12 May 1931 after nearly 3,000 workers had spent $2.5 million.";
    private const string Sale = "Acme paid Globex 40 million dollars in 2004.";

    [Theory]
    [InlineData(Bridge, "The bridge was opened on 12 May 1931.")]
    [InlineData(Bridge, "The bridge was opened on May 12, 1931.")]
    [InlineData(Bridge, "The bridge was opened in 1931.")]
    [InlineData(Bridge, "Nearly 3000 workers had spent 2,500,000 dollars.")]
    [InlineData("Three of the ten ships sank.", "3 of the 10 ships sank.")]
    [InlineData("About 40 percent of the people voted.", "About 40% of the people voted.")]
    [InlineData("The National Football League (NFL) was founded in 1920.", "The NFL was founded in 1920.")]
    [InlineData("He didn't know the password.", "He did not know the password.")]
    [InlineData("It was written by Jane Austen.", "Jane Austen wrote it.")]
    [InlineData("The drug may cause headaches.", "The drug may cause headaches.")]
    [InlineData("The drug may cause headaches.", "The drug can cause headaches.")]
    [InlineData("Acme was bought by Globex.", "Globex bought Acme.")]
    [InlineData("Sie wurde am 3. Oktober 1990 nicht eröffnet.", "Sie wurde am 3. Oktober 1990 nicht eröffnet.")]
    public void What_the_quote_says_is_kept(string quote, string statement) => Check(statement, quote).ShouldBeNull();

    [Theory]
    [InlineData(Bridge, "The bridge was opened on 12 May 1932.", GroundingFaultKind.Date)]
    [InlineData(Bridge, "The bridge was opened on 21 May 1931.", GroundingFaultKind.Date)]
    [InlineData(Bridge, "The bridge was opened in June 1931.", GroundingFaultKind.Date)]
    [InlineData(Bridge, "More than 3,000 workers had spent $2.5 million.", GroundingFaultKind.Figure)]
    [InlineData(Bridge, "Nearly 3,000 workers had spent $2.5 billion.", GroundingFaultKind.Figure)]
    [InlineData(Bridge, "Nearly 3,000 workers had spent €2.5 million.", GroundingFaultKind.Unit)]
    [InlineData(Bridge, "Nearly 3,000 engineers had spent $2.5 million.", GroundingFaultKind.Unit)]
    [InlineData("More than 30 people died.", "30 people died.", GroundingFaultKind.Figure)]
    [InlineData("At least 30 people died.", "At most 30 people died.", GroundingFaultKind.Figure)]
    [InlineData("Up to 30 people may enter.", "30 people may enter.", GroundingFaultKind.Figure)]
    [InlineData("The Panthers won 24 games.", "The Broncos won 24 games.", GroundingFaultKind.Name)]
    [InlineData("John Brown met Mary Smith.", "John Smith met Mary.", GroundingFaultKind.Name)]
    [InlineData("The water is not safe to drink.", "The water is safe to drink.", GroundingFaultKind.Negation)]
    [InlineData("The water is safe to drink.", "The water is not safe to drink.", GroundingFaultKind.Negation)]
    [InlineData("It is not true that the water is safe.", "The water is safe.", GroundingFaultKind.Negation)]
    [InlineData("The treatment was possible.", "The treatment was impossible.", GroundingFaultKind.Negation)]
    [InlineData("He denied stealing the car.", "He was stealing the car.", GroundingFaultKind.Negation)]
    [InlineData("Das Wasser ist nicht sicher.", "Das Wasser ist sicher.", GroundingFaultKind.Negation)]
    [InlineData("Вода не опасна для людей.", "Вода опасна для людей.", GroundingFaultKind.Negation)]
    [InlineData("这里的水不安全。", "这里的水安全。", GroundingFaultKind.Negation)]
    [InlineData("Insulin regulates the metabolism of fats.", "Glucagon regulates the metabolism of fats.", GroundingFaultKind.Subject)]
    [InlineData(Sale, "Globex paid Acme 40 million dollars in 2004.", GroundingFaultKind.Words)]
    [InlineData(Sale, "Acme was paid by Globex in 2004.", GroundingFaultKind.Words)]
    [InlineData("The drug may cause headaches.", "The drug causes headaches.", GroundingFaultKind.Words)]
    [InlineData("Critics claimed that the mayor lied.", "The mayor lied.", GroundingFaultKind.Words)]
    [InlineData("Members may enter the hall.", "Only members may enter the hall.", GroundingFaultKind.Words)]
    [InlineData("The ships of the fleet sank.", "All ships of the fleet sank.", GroundingFaultKind.Words)]
    [InlineData("He resigned and the shares fell.", "The shares fell because he resigned.", GroundingFaultKind.Words)]
    [InlineData("Dogs chase cats in the yard.", "Cats chase dogs in the yard.", GroundingFaultKind.Words)]
    [InlineData("He was murdered in the palace.", "He was executed in the palace.", GroundingFaultKind.Words)]
    [InlineData("He was murdered in the old palace by soldiers of the royal guard.", "He was executed in the old palace by soldiers of the royal guard.", GroundingFaultKind.Words)]
    [InlineData("The tower is 300 metres high.", "Der Turm ist 300 Meter hoch und gehört der Stadt.", null)]
    public void What_it_does_not_say_is_dropped(string quote, string statement, GroundingFaultKind? kind)
    {
        var fault = Check(statement, quote).ShouldNotBeNull();
        (kind ?? fault.Kind).ShouldBe(fault.Kind);
    }

    [Theory]
    [InlineData("Alice Adams died in 2001.")]
    [InlineData("Bob Baker founded Acme.")]
    [InlineData("Bob Baker founded Acme in 1990.")]
    [InlineData("Alice Adams founded Acme in 2001.")]
    public void Two_true_quotes_do_not_make_a_third(string statement) =>
        GroundingCheck.Check(statement, [new("Alice Adams founded Acme in 1990.", "Acme"), new("Bob Baker died in 2001.", "Acme")], "Who founded Acme?").ShouldNotBeNull();

    [Fact]
    public void Two_true_quotes_may_stand_in_one_statement() =>
        GroundingCheck.Check("Alice Adams founded Acme in 1990, and Bob Baker died in 2001.", [new("Alice Adams founded Acme in 1990.", "Acme"), new("Bob Baker died in 2001.", "Acme")], "Who founded Acme?").ShouldBeNull();

    [Fact]
    public void The_context_says_who_is_meant_and_proves_no_figure()
    {
        GroundingQuote[] quotes = [new("He was born in Ulm.", "Albert Einstein\nAlbert Einstein (1879) had 2 sons.")];
        GroundingCheck.Check("Albert Einstein was born in Ulm.", quotes, "").ShouldBeNull();
        GroundingCheck.Check("Albert Einstein was born in 1879 in Ulm.", quotes, "").ShouldNotBeNull().Kind.ShouldBe(GroundingFaultKind.Date);
        GroundingCheck.Check("Albert Einstein had 2 sons.", quotes, "").ShouldNotBeNull().Kind.ShouldBe(GroundingFaultKind.Figure);
        GroundingCheck.Check("Napoleon was born in Ulm.", quotes, "Where was Napoleon born?").ShouldNotBeNull();
    }

    [Fact]
    public void Without_a_quote_nothing_is_proved() => GroundingCheck.Check("Water is wet.", [], "Is water wet?").ShouldNotBeNull();

    private static GroundingFault? Check(string statement, string quote) => GroundingCheck.Check(statement, [new GroundingQuote(quote, "")], "");
}
