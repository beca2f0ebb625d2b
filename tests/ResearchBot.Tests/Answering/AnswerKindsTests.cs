namespace ResearchBot.Tests.Answering;

/// <summary>Questions of each kind over documents of our own, as people type them; answered by words alone.</summary>
public sealed class AnswerKindsTests(ITestOutputHelper output)
{
    private const string Handbook = """
        # Harbour handbook

        ## Opening

        The office opens at 7:30 and closes at 16:00. On Sundays it stays closed because the crane crew rests.

        ## Leave

        New sailors earn 4 hours of leave per month. Leave that is not used expires after two years.

        | Service | Leave per month |
        |---|---|
        | less than 2 years | 4 hours |
        | 2 to 10 years | 6 hours |
        | more than 10 years | 9 hours |

        ## Reporting damage

        Report damage to the hull within 24 hours. To report it, do the following:

        1. Take a picture of the damage.
        2. Fill in form H-12.
        3. Hand both to the harbour master.

        ## People

        Elsa Berg is the harbour master. The night watch is led by Karsten Holm; call him at +45 5550 1234.

        ## Glossary

        A bollard is a short post on the quay to which ropes are tied.

        ## Questions

        ### Can I bring my dog on board?

        Yes, but only on a lead and not into the engine room.

        ### How long is the guarantee on a sail?

        Three years from the day of purchase.

        ## Radio

        The default channel is 16. A call may last at most 90 seconds. Batteries are changed every Monday.

        To restart the beacon, run this command:

        ```
        beaconctl restart --force
        ```

        The configuration of the beacon lives in /etc/beacon/beacon.yaml.

        ## Rooms

        Smoking is not allowed below deck. Sauna visits are free for members; guests pay 12 crowns.

        The following is kept in the red shed:

        - ropes
        - fenders
        - spare oars
        """;

    private static readonly (string Kind, string Question, string[] Shown)[] Asked =
    [
        ("when", "when does the office open", ["7:30"]),
        ("when", "closing time of the office?", ["16:00"]),
        ("why", "why is it closed on sundays", ["crane crew rests"]),
        ("how many", "how many hours of leave do new sailors earn per month", ["4 hours"]),
        ("how long", "how long until leave expires", ["two years"]),
        ("how long", "how fast must i report damage to the hull", ["within 24 hours"]),
        ("how long", "guarantee on a sail, how long?", ["Three years"]),
        ("table", "leave per month after 5 years of service", ["6 hours"]),
        ("table", "leave per month with more than 10 years", ["9 hours"]),
        ("how to", "how do I report damage", ["Take a picture", "H-12", "harbour master"]),
        ("list", "what is kept in the red shed", ["ropes", "fenders", "spare oars"]),
        ("who", "who is the harbour master", ["Elsa Berg"]),
        ("who", "who leads the night watch", ["Karsten Holm"]),
        ("contact", "phone number of the night watch", ["5550 1234"]),
        ("what is", "whats a bollard", ["short post on the quay"]),
        ("yes or no", "can i bring my dog on board", ["only on a lead"]),
        ("yes or no", "is smoking allowed below deck", ["not allowed"]),
        ("default", "default radio channel", ["16"]),
        ("limit", "max length of a call in seconds", ["90 seconds"]),
        ("how often", "how often are the batteries changed", ["every Monday"]),
        ("code", "command to restart the beacon", ["beaconctl restart --force"]),
        ("where", "where does the beacon config live", ["/etc/beacon/beacon.yaml"]),
        ("how much", "how much does the sauna cost for guests", ["12 crowns"]),
        ("code", "which form do i fill in for damage", ["H-12"]),
    ];

    [Fact]
    public async Task Questions_of_each_kind_get_their_answer_first_with_all_that_belongs_to_it()
    {
        await using var bot = await TestBot.StartAsync();
        await bot.LoadAsync(bot.Write("handbook.md", Handbook));
        var right = 0;
        foreach (var (kind, question, shown) in Asked)
        {
            var answer = await bot.AskAsync(question);
            var first = answer.Statements.Take(1).Select(statement => statement.Text)
                .Concat(answer.Statements.Take(1).SelectMany(statement => statement.Citations.Select(number => answer.Citations[number - 1].Excerpt)));
            var all = string.Join('\n', first);
            all = kind == "table" && answer.Statements is [var row, ..] ? row.Text : all; // its excerpt may hold the whole table
            var isRight = shown.All(text => all.Contains(text, StringComparison.Ordinal));
            right += isRight ? 1 : 0;
            output.WriteLine($"{(isRight ? "right" : "WRONG")} {kind}: {question} -> {answer.Outcome} {(answer.Statements is [var top, ..] ? top.Text : "nothing")}");
            answer.Statements.ShouldAllBe(statement => !statement.Text.EndsWith(':') && !statement.Text.EndsWith('?') && !statement.Text.StartsWith('#') && !statement.Text.Contains('|'));
        }

        right.ShouldBeGreaterThanOrEqualTo(22);
    }
}
