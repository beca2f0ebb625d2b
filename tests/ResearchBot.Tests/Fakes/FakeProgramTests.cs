using System.Net;
using System.Net.Sockets;
using ResearchBot.FakeDiscord;
using ResearchBot.FakeModel;
using ResearchBot.FakeSlack;
using ResearchBot.Fakes;

namespace ResearchBot.Tests.Fakes;

public sealed class FakeProgramTests
{
    private const string Usage = "What it is, and its options.";

    [Theory]
    [InlineData("discord")]
    [InlineData("slack")]
    [InlineData("model")]
    public async Task A_taken_port_is_said_in_one_line(string fake)
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        var (code, output, errors) = await RunAsync(["--port", $"{port}"], async (given, stop) =>
        {
            await using IAsyncDisposable server = fake switch
            {
                "discord" => await FakeDiscordServer.StartAsync(new FakeDiscordOptions { Port = given.Port }, stop),
                "slack" => await FakeSlackServer.StartAsync(new FakeSlackOptions { Port = given.Port }, stop),
                _ => await FakeModelServer.StartAsync(new FakeModelOptions { Port = given.Port }, stop),
            };
        });
        (code, output).ShouldBe((1, ""));
        errors.ShouldBe($"Port {port} of 127.0.0.1 is taken: end what listens there, or name another one with --port.{Environment.NewLine}");
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    [InlineData("--port", "0", "--help")]
    public async Task Help_is_printed_and_nothing_is_started(params string[] args) =>
        (await RunAsync(args, (_, _) => throw new InvalidOperationException("It was started."))).ShouldBe((0, Usage + Environment.NewLine, ""));

    [Theory]
    [InlineData("There is no option --pot.", "--pot", "1")]
    [InlineData("--port needs a value.", "--port")]
    [InlineData("\"many\" is not a port: --port takes a number from 0 to 65535.", "--port", "many")]
    public async Task A_wrong_option_is_said_in_one_line(string told, params string[] args) =>
        (await RunAsync(args, (_, _) => throw new InvalidOperationException("It was started."))).ShouldBe((2, "", $"{told} See --help.{Environment.NewLine}"));

    private static async Task<(int Code, string Output, string Errors)> RunAsync(string[] args, Func<FakeArguments, CancellationToken, Task> run)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        return (await new FakeProgram(Usage, "--fault").RunAsync(args, output, errors, run), output.ToString(), errors.ToString());
    }
}
