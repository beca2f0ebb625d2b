using ResearchBot.Tests.CommandLine;
using System.Globalization;
using System.Net;
using System.Text;
using ResearchBot.Slack;
using ResearchBot.Slack.Http;

namespace ResearchBot.Tests.Slack.Http;

/// <summary>What Slack did not sign just now is refused, and nothing of it is read.</summary>
public sealed class SignatureTests
{
    private static readonly byte[] Body = Encoding.UTF8.GetBytes("""{"type":"event_callback","event_id":"Ev1","event":{"type":"message","text":"ä"}}""");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void The_example_of_Slack_s_documentation_is_valid()
    {
        const string Example =
            "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";
        var signature = new RequestSignature(HttpRoom.Secret, new VirtualTime(DateTimeOffset.FromUnixTimeSeconds(1531420618)));
        signature.IsValid("1531420618", "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503", Encoding.UTF8.GetBytes(Example)).ShouldBeTrue();
        signature.IsValid("1531420618", "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503", Encoding.UTF8.GetBytes(Example + "x")).ShouldBeFalse();
    }

    [Theory]
    [InlineData(0, HttpStatusCode.OK)]
    [InlineData(300, HttpStatusCode.OK)]
    [InlineData(-300, HttpStatusCode.OK)]
    [InlineData(301, HttpStatusCode.Unauthorized)]
    [InlineData(-301, HttpStatusCode.Unauthorized)]
    [InlineData(86_400, HttpStatusCode.Unauthorized)]
    public async Task A_stamp_may_be_five_minutes_off_either_way(int off, HttpStatusCode expected)
    {
        await using var room = await HttpRoom.OpenAsync();
        var stamp = room.Time.GetUtcNow().ToUnixTimeSeconds() + off;
        using var response = await room.PostAsync(Body, stamp.ToString(CultureInfo.InvariantCulture), HttpRoom.Sign(stamp, Body));
        response.StatusCode.ShouldBe(expected);
        room.Queue.Count.ShouldBe(expected == HttpStatusCode.OK ? 1 : 0);
    }

    [Theory]
    [InlineData("another secret")]
    [InlineData("another version")]
    [InlineData("another body")]
    [InlineData("another stamp")]
    [InlineData("no signature")]
    [InlineData("no stamp")]
    [InlineData("empty signature")]
    [InlineData("cut signature")]
    [InlineData("longer signature")]
    [InlineData("upper case")]
    [InlineData("not ASCII")]
    [InlineData("stamp with sign")]
    [InlineData("stamp with fraction")]
    [InlineData("huge stamp")]
    [InlineData("smallest stamp")]
    [InlineData("body without signature's bytes")]
    public async Task A_forged_request_is_refused(string how)
    {
        await using var room = await HttpRoom.OpenAsync();
        var now = room.Time.GetUtcNow().ToUnixTimeSeconds();
        var good = HttpRoom.Sign(now, Body);
        var (body, stamp, signature) = how switch
        {
            "another secret" => (Body, $"{now}", HttpRoom.Sign(now, Body, "other")),
            "another version" => (Body, $"{now}", HttpRoom.Sign(now, Body, version: "v1")),
            "another body" => ([.. Body, (byte)' '], $"{now}", good),
            "another stamp" => (Body, $"{now + 1}", good),
            "no signature" => (Body, $"{now}", null),
            "no stamp" => (Body, null, good),
            "empty signature" => (Body, $"{now}", string.Empty),
            "cut signature" => (Body, $"{now}", good[..^1]),
            "longer signature" => (Body, $"{now}", good + "0"),
            "upper case" => (Body, $"{now}", "v0=" + good[3..].ToUpperInvariant()),
            "not ASCII" => (Body, $"{now}", "v0=" + new string('~', 64)),
            "stamp with sign" => (Body, $"+{now}", good),
            "stamp with fraction" => (Body, $"{now}.0", good),
            "huge stamp" => (Body, "99999999999999999999", good),
            "smallest stamp" => (Body, "-9223372036854775808", good),
            _ => (Array.Empty<byte>(), $"{now}", good),
        };
        using var response = await room.PostAsync(body, stamp, signature);
        response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await response.Content.ReadAsStringAsync(Stop)).ShouldBeEmpty();
        room.Queue.Count.ShouldBe(0);
    }

    [Fact]
    public async Task What_was_recorded_and_is_sent_again_is_refused_for_as_long_as_its_stamp_would_pass()
    {
        await using var room = await HttpRoom.OpenAsync();
        var stamp = room.Time.GetUtcNow().ToUnixTimeSeconds() + 300;
        for (var i = 0; i <= 10; i++)
        {
            using var response = await room.PostAsync(Body, $"{stamp}", HttpRoom.Sign(stamp, Body));
            response.StatusCode.ShouldBe(i == 0 ? HttpStatusCode.OK : HttpStatusCode.Unauthorized);
            room.Time.Pass(TimeSpan.FromSeconds(60));
        }

        room.Queue.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("http", "", false)]
    [InlineData("http", " ", false)]
    [InlineData("http", "s", true)]
    [InlineData("socket", "", true)]
    [InlineData("Http", "s", false)]
    public void Without_a_secret_HTTP_mode_does_not_start(string mode, string secret, bool starts) =>
        new SlackOptionsValidator().Validate(null, new SlackOptions { Mode = mode, SigningSecret = secret }).Succeeded.ShouldBe(starts);

    [Fact]
    public async Task The_program_refuses_to_start_and_names_the_setting()
    {
        using var folder = new TestFolder();
        (await BotProcess.RunAsync(folder.Path, ["check"], [("Slack__Mode", "http")])).ShouldBeFailure(1, "Slack:SigningSecret");
    }
}
