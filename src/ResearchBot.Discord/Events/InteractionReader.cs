using ResearchBot.Core.Ingestion;

namespace ResearchBot.Discord.Events;

/// <summary>Reads commands and buttons.</summary>
internal static class InteractionReader
{
    /// <summary>The option that Discord's commands have beside those of the catalog: whether the person alone sees the answer.</summary>
    public const string Private = "private";

    private const int SubCommand = 1;

    /// <summary>What is wanted; null if it is nothing that the bot knows.</summary>
    /// <exception cref="UserFacingException">It cannot be done on this message.</exception>
    public static IncomingRequest? Read(Interaction interaction, Func<Attachment, DocumentSource> open)
    {
        if (interaction is not { By: { } by, ChannelId: { } channel, Data: { } data })
        {
            return null;
        }

        var empty = Bare(interaction, by.Id, channel);
        return interaction.Type switch
        {
            InteractionType.Command when data.TargetId is not null => OnMessage(empty, data),
            InteractionType.Command => Typed(empty, data, open),
            InteractionType.Component when data.CustomId?.Split(':') is [var action, var value] => empty.Pressed(action, value),
            _ => null,
        };
    }

    public static (string Name, IReadOnlyList<InteractionOption> Options) CommandOf(InteractionData data) =>
        data.Options is [{ Type: SubCommand } sub] ? ($"{data.Name} {sub.Name}", sub.Options ?? []) : (data.Name ?? string.Empty, data.Options ?? []);

    public static IncomingRequest Bare(Interaction interaction, string by, string channel) => new(interaction.Id, by, channel, string.Empty, new Dictionary<string, string>())
    {
        Team = interaction.GuildId,
        IsDirect = interaction.GuildId is null,
        Groups = interaction.Member?.Roles ?? [],
        Permissions = interaction.Member?.Permissions,
    };

    private static IncomingRequest Typed(IncomingRequest empty, InteractionData data, Func<Attachment, DocumentSource> open)
    {
        var (name, options) = CommandOf(data);
        var arguments = new Dictionary<string, string>();
        var files = new List<DocumentSource>();
        foreach (var option in options)
        {
            var value = option.Value is { } given ? TextOf(given) : null;
            if (value is not null && data.Resolved?.Attachments?.GetValueOrDefault(value) is { } file)
            {
                files.Add(open(file));
            }
            else if (value is not null && option.Name != Private)
            {
                arguments[option.Name] = MentionedIds.Resolve(value);
            }
        }

        var isPrivate = options.Any(option => option is { Name: Private, Value.ValueKind: JsonValueKind.True });
        return empty with { Command = name, Arguments = arguments, Files = files, WantsPrivate = isPrivate };
    }

    private static IncomingRequest OnMessage(IncomingRequest empty, InteractionData data)
    {
        if (data.Name == CatalogCommands.ExplainSources)
        {
            return empty with { Command = "passages show", Target = data.TargetId, WantsPrivate = true };
        }

        var text = data.Resolved?.Messages?.GetValueOrDefault(data.TargetId!)?.Content;
        return string.IsNullOrWhiteSpace(text)
            ? throw new UserFacingException("That message holds no text to ask about.")
            : empty with { Command = "ask", Arguments = IncomingRequest.Of("question", text) };
    }

    /// <summary>A flag that is set has an empty value, one that is not has none.</summary>
    private static string? TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => string.Empty,
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetRawText(),
        _ => null,
    };
}
