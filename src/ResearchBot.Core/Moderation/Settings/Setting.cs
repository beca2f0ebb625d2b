namespace ResearchBot.Core.Moderation.Settings;

/// <summary>Something that moderators choose, for a channel or the whole workspace.</summary>
/// <param name="Name">Lower case; as it is typed and stored.</param>
/// <param name="Help">One line for a person.</param>
/// <param name="Allowed">Which values it may have, for a person.</param>
/// <param name="Default">What counts where nobody chose.</param>
/// <param name="Read">A value as it was typed to how it is stored; null where it is none.</param>
public sealed record Setting(string Name, string Help, string Allowed, string Default, Func<string, string?> Read)
{
    /// <summary>A setting with a few values, of which the first is the default.</summary>
    public static Setting OneOf(string name, string help, params string[] values) => new(
        name, help, string.Join(" or ", values), values[0], typed => values.FirstOrDefault(value => value.Equals(typed, StringComparison.OrdinalIgnoreCase)));

    /// <summary>Its value among what was chosen.</summary>
    public string In(IReadOnlyDictionary<string, string> chosen) => chosen.GetValueOrDefault(Name, Default);
}
