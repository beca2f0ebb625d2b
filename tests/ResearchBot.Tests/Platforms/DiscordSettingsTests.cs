using ResearchBot.Tests.CommandLine;
using ResearchBot.Core.Commands;
using ResearchBot.Settings;

namespace ResearchBot.Tests.Platforms;

public sealed class DiscordSettingsTests
{
    [Theory]
    [InlineData("Discord:Token", true)]
    [InlineData("discord:token", true)]
    [InlineData("Models:Embeddings:ApiKey", true)]
    [InlineData("Slack:AppToken", true)]
    [InlineData("Slack:SigningSecret", true)]
    [InlineData("Slack:Mode", false)]
    [InlineData("Discord:ApiUrl", false)]
    [InlineData("Discord:MessageContent", false)]
    public void A_secret_does_not_belong_into_the_file(string key, bool isSecret) => SettingsFile.IsSecret(key).ShouldBe(isSecret);

    [Theory]
    [InlineData("Discord:ApiUrl", "Discord__ApiUrl", "discord")]
    [InlineData("Discord:UserAgent", "Discord__UserAgent", "me")]
    [InlineData("Discord:Shards", "Discord__Shards", "-1")]
    [InlineData("Discord:MessageContent", "Discord__MessageContent", "maybe")]
    [InlineData("Discord:Tokens", "Discord__Tokens", "x")]
    public async Task A_wrong_setting_stops_the_program_and_is_named(string named, string variable, string value)
    {
        using var folder = new TestFolder();
        (await BotProcess.RunAsync(folder.Path, ["check"], [(variable, value)])).ShouldBeFailure(1, named);
    }

    [Fact]
    public async Task The_invite_names_the_application_and_asks_for_no_more_than_it_needs()
    {
        await using var bot = await TestBot.StartAsync();
        (await bot.RunAsync("discord invite", new() { ["application"] = "80351110224678912" })).ShouldBeOfType<DoneReply>().Message.ShouldBe(
            "https://discord.com/oauth2/authorize?client_id=80351110224678912&permissions=309237763136&scope=bot%20applications.commands");
    }

    [Theory]
    [InlineData("")]
    [InlineData("123")]
    [InlineData("8035111022467891x")]
    [InlineData("80351110224678912&scope=identify")]
    [InlineData("99999999999999999999")]
    [InlineData("٨٠٣٥١١١٠٢٢٤٦٧٨٩١٢")]
    public async Task What_is_no_application_s_id_is_refused(string id)
    {
        await using var bot = await TestBot.StartAsync();
        (await bot.RunAsync("discord invite", new() { ["application"] = id })).ShouldBeOfType<ErrorReply>().IsFailure.ShouldBeFalse();
    }
}
