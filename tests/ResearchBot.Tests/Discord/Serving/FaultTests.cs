using ResearchBot.FakeDiscord.Control;
using ResearchBot.FakeDiscord;


namespace ResearchBot.Tests.Discord.Serving;

public sealed class FaultTests
{
    private const int Speed = 10;

    [Theory]
    [InlineData("drop", true)]
    [InlineData("op7", true)]
    [InlineData("op9 resumable", true)]
    [InlineData("op9", false)]
    [InlineData("zombie", true)]
    [InlineData("never resumed", false)]
    [InlineData("4009", false)]
    public async Task After_a_fault_the_bot_answers_again_each_question_once(string fault, bool canResume)
    {
        var time = new QuickTime(Speed);
        await using var room = await ServedRoom.OpenAsync(new FakeDiscordOptions { Clock = time, HeartbeatInterval = TimeSpan.FromSeconds(10) }, time: time, patience: TimeSpan.FromSeconds(60));
        await room.AskAsync();
        Cause(room, fault);
        await room.UntilAsync(record => canResume ? record.Resumes.Count > 0 : record.Identifies.Count > 1);
        room.Server.Faults.NoAck = false;
        room.Server.Faults.NeverResumed = false;
        if (!canResume)
        {
            await room.UntilAsync(record => record.Identifies.Count > record.IdentifiesTooFast + 1);
        }

        await room.AskAsync();
        await room.AskAsync();
        room.Record.Identifies.Count.ShouldBe(canResume ? 1 : 2 + room.Record.IdentifiesTooFast);
        OnceTests.Answers(room).Count().ShouldBe(3);
    }

    [Fact]
    public async Task A_code_that_only_a_person_can_mend_ends_the_program_with_its_explanation()
    {
        await using var server = await FakeDiscordServer.StartAsync(new FakeDiscordOptions { Token = "another.token" }, TestContext.Current.CancellationToken);
        using var folder = new TestFolder();
        var result = await BotProcess.RunAsync(folder.Path, ["serve"], [("Discord__Token", "fake.discord.token"), ("Discord__ApiUrl", server.ApiUrl)]);
        result.ShouldExit(1).Errors.ShouldContain("token");
        server.Record.Identifies.Count.ShouldBeLessThanOrEqualTo(1);
    }

    private static void Cause(ServedRoom room, string fault)
    {
        switch (fault)
        {
            case "drop":
                room.Server.Gateway.Drop();
                break;
            case "op7":
                room.Server.Gateway.Op7();
                break;
            case "op9 resumable":
                room.Server.Gateway.Op9(resumable: true);
                break;
            case "op9":
                room.Server.Gateway.Op9(resumable: false);
                break;
            case "zombie":
                room.Server.Faults.NoAck = true;
                break;
            case "never resumed":
                room.Server.Faults.NeverResumed = true;
                room.Server.Gateway.Drop();
                break;
            default:
                room.Server.Gateway.CloseWith(4009);
                break;
        }
    }
}
