using ResearchBot.Core.Models;
using ResearchBot.Core.Moderation;

namespace ResearchBot.Core.Commands.Settings;

/// <summary>Shows what holds in a channel, and who chose it.</summary>
public sealed class SettingsListCommand(ChosenSettings settings, OpenChat open) : Command
{
    /// <inheritdoc/>
    public override string Name => "settings list";

    /// <inheritdoc/>
    public override string Summary => "Show what is chosen for this channel.";

    /// <inheritdoc/>
    public override string Example => "settings list";

    /// <inheritdoc/>
    public override Role Role => Role.Moderator;

    /// <inheritdoc/>
    public override bool IsAudited => false;

    /// <inheritdoc/>
    public override bool IsPrivate => true;

    /// <inheritdoc/>
    public override async Task<Reply> ExecuteAsync(CommandRequest request, IReplySink sink, CancellationToken cancellationToken)
    {
        var everywhere = await settings.OwnAsync(request.Person.Workspace, channel: null, cancellationToken);
        var here = request.Channel is { } channel
            ? await settings.OwnAsync(request.Person.Workspace, channel, cancellationToken)
            : new Dictionary<string, string>();
        return new TableReply(
            request.Channel is null ? "What holds in this workspace:" : "What holds in this channel:",
            ["name", "value", "from", "allowed", "what"],
            [.. SettingCatalog.All.Select(setting => (string[])
            [
                setting.Name,
                ValueOf(setting, here.GetValueOrDefault(setting.Name) ?? setting.In(everywhere)),
                here.ContainsKey(setting.Name) ? "channel" : everywhere.ContainsKey(setting.Name) ? "workspace" : "default",
                setting.Allowed,
                setting.Help,
            ])]);
    }

    private string ValueOf(Setting setting, string value) =>
        setting == SettingCatalog.Mode && value == setting.Default && open().Model is null ? $"{value} (no model is configured: extractive)" : value;
}
