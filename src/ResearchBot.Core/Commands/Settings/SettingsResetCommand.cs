using ResearchBot.Core.Moderation;

namespace ResearchBot.Core.Commands.Settings;

/// <summary>Takes a choice back.</summary>
public sealed class SettingsResetCommand(ChosenSettings settings) : Command
{
    /// <inheritdoc/>
    public override string Name => "settings reset";

    /// <inheritdoc/>
    public override string Summary => "Take a choice back.";

    /// <inheritdoc/>
    public override string Example => "settings reset private-answers";

    /// <inheritdoc/>
    public override Role Role => Role.Moderator;

    /// <inheritdoc/>
    public override IReadOnlyList<CommandOption> Options =>
        [new("name", OptionKind.Word, "The setting; “settings list” shows them.", Required: true), SettingPlace.Everywhere];

    /// <inheritdoc/>
    public override async Task<Reply> ExecuteAsync(CommandRequest request, IReplySink sink, CancellationToken cancellationToken)
    {
        var setting = SettingCatalog.Find(request.Value("name") ?? string.Empty);
        var place = SettingPlace.Of(request);
        var workspace = request.Person.Workspace;
        await settings.ChooseAsync(workspace, place.Channel, setting.Name, value: null, request.Person.Name, cancellationToken);
        var chosen = await settings.OwnAsync(workspace, channel: null, cancellationToken);
        var origin = chosen.ContainsKey(setting.Name) ? "chosen for the whole workspace" : "as where nobody chose";
        return new DoneReply($"{setting.Name} is {setting.In(chosen)} {place.Words} now, {origin}. “/settings set {setting.Name} VALUE{SettingPlace.FlagOf(request)}” chooses again.");
    }
}
