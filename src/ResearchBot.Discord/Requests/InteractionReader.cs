using System.Text.Json;
using ResearchBot.Core;
using ResearchBot.Discord.Payloads;
using ResearchBot.Discord.Registration;
using ResearchBot.Discord.Rendering;

namespace ResearchBot.Discord.Requests;

/// <summary>Reads commands and buttons.</summary>
internal static class InteractionReader
{
    /// <summary>The option that Discord's commands have beside those of the catalog: whether the person alone sees the answer.</summary>
    public const string Private = "private";

    private const int SubCommand = 1;

    /// <summary>What is wanted; null where it is nothing that the bot knows.</summary>
    /// <exception cref="UserFacingException">It cannot be done on this message.</exception>
    public static Incoming? Read(Interaction interaction)
    {
        if (interaction is not { By: { } by, ChannelId: { } channel, Data: { } data })
        {
            return null;
        }

        var empty = new Incoming(interaction.Id, by, interaction.GuildId, channel, string.Empty, new Dictionary<string, string>())
        {
            Roles = interaction.Member?.Roles ?? [],
            Permissions = interaction.Member?.Permissions,
            CanBePrivate = true,
        };
        return interaction.Type switch
        {
            InteractionType.Command when data.TargetId is not null => OnMessage(empty, data),
            InteractionType.Command => Typed(empty, data),
            InteractionType.Component => Pressed(empty, data.CustomId),
            _ => null,
        };
    }

    /// <summary>The command's name in the catalog, and its options.</summary>
    public static (string Name, IReadOnlyList<InteractionOption> Options) CommandOf(InteractionData data) =>
        data.Options is [{ Type: SubCommand } sub] ? ($"{data.Name} {sub.Name}", sub.Options ?? []) : (data.Name ?? string.Empty, data.Options ?? []);

    private static Incoming Typed(Incoming empty, InteractionData data)
    {
        var (name, options) = CommandOf(data);
        var arguments = new Dictionary<string, string>();
        var files = new List<Attachment>();
        foreach (var option in options)
        {
            var value = option.Value is { } given ? TextOf(given) : null;
            if (value is not null && data.Resolved?.Attachments?.GetValueOrDefault(value) is { } file)
            {
                files.Add(file);
            }
            else if (value is not null && option.Name != Private)
            {
                arguments[option.Name] = MentionedIds.Resolve(value);
            }
        }

        var isPrivate = options.Any(option => option is { Name: Private, Value.ValueKind: JsonValueKind.True });
        return empty with { Command = name, Arguments = arguments, Files = files, WantsPrivate = isPrivate };
    }

    private static Incoming OnMessage(Incoming empty, InteractionData data)
    {
        if (data.Name == CatalogCommands.ExplainSources)
        {
            return empty with { Command = "passages show", Target = data.TargetId, WantsPrivate = true };
        }

        var text = data.Resolved?.Messages?.GetValueOrDefault(data.TargetId!)?.Content;
        return string.IsNullOrWhiteSpace(text)
            ? throw new UserFacingException("That message holds no text to ask about.")
            : empty with { Command = "ask", Arguments = new Dictionary<string, string> { ["question"] = text } };
    }

    /// <summary>A button carries the name of a command and the id that it is about, nothing else.</summary>
    private static Incoming? Pressed(Incoming empty, string? customId) => customId?.Split(':') switch
    {
        [CancelButton.Action, var load] => empty with { Command = "loads cancel", Arguments = Of("load", load), WantsPrivate = true },
        [var action, var receipt] => empty with { Command = action.Replace('-', ' '), Arguments = Of("answer", receipt), WantsPrivate = true },
        _ => null,
    };

    private static Dictionary<string, string> Of(string name, string value) => new() { [name] = value };

    /// <summary>A flag that is set has an empty value, one that is not has none.</summary>
    private static string? TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => string.Empty,
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetRawText(),
        _ => null,
    };
}
