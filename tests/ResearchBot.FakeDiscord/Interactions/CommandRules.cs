using System.Text.RegularExpressions;
using ResearchBot.FakeDiscord.Rest;

namespace ResearchBot.FakeDiscord.Interactions;

/// <summary>The limits of application commands.</summary>
internal static partial class CommandRules
{
    public static void Check(IReadOnlyList<JsonNode?> commands)
    {
        var errors = new FormErrors();
        foreach (var (type, most) in new[] { (1L, 100), (2L, 15), (3L, 15) })
        {
            if (commands.Count(command => TypeOf(command) == type) > most)
            {
                throw new DiscordError(400, 30032, $"Maximum number of application commands reached ({most}).");
            }
        }

        for (var at = 0; at < commands.Count; at++)
        {
            Command(at.ToString(), commands[at], errors);
        }

        if (commands.GroupBy(command => (command.Text("name"), TypeOf(command))).Any(group => group.Count() > 1))
        {
            errors.Add("", "APPLICATION_COMMANDS_DUPLICATE_NAME", "Application command names must be unique");
        }

        errors.ThrowIfAny();
    }

    public static long TypeOf(JsonNode? command) => command.Number("type") ?? 1;

    private static void Command(string path, JsonNode? command, FormErrors errors)
    {
        if (TypeOf(command) != 1)
        {
            errors.Length($"{path}.name", command.Text("name"), 1, 32);
            if (!string.IsNullOrEmpty(command.Text("description")) || command.List("options").Count > 0)
            {
                errors.Add($"{path}.description", "APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION", "Context menu commands cannot have a description or options.");
            }

            return;
        }

        Named(path, command, errors);
        if (command.Field("default_member_permissions") is { } permissions && !ulong.TryParse(permissions.ToString(), out _))
        {
            errors.Add($"{path}.default_member_permissions", "PERMISSIONS_TYPE", "Not a permission bit set.");
        }

        Options(path, command.List("options"), errors, depth: 0);
        if (Size(command) > 8000)
        {
            errors.Add(path, "APPLICATION_COMMAND_TOO_LARGE", "Command exceeds maximum size (8000)");
        }
    }

    private static void Options(string path, IReadOnlyList<JsonNode?> options, FormErrors errors, int depth)
    {
        errors.Count($"{path}.options", options.Count, 0, 25);
        var optionalSeen = false;
        for (var at = 0; at < options.Count; at++)
        {
            var (here, option) = ($"{path}.options.{at}", options[at]);
            Named(here, option, errors);
            var type = option.Number("type") ?? 0;
            if (type is < 1 or > 11 || (type <= 2 && (depth > 1 || (depth == 1 && type == 2))))
            {
                errors.Add($"{here}.type", "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "Invalid option type here");
            }

            if (type <= 2)
            {
                Options(here, option.List("options"), errors, depth + 1);
                continue;
            }

            if (optionalSeen && option.Truth("required"))
            {
                errors.Add(here, "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", "Required options must be placed before non-required options");
            }

            optionalSeen |= !option.Truth("required");
            Choices(here, option, errors);
        }

        if (options.Select(option => option.Text("name")).Distinct().Count() < options.Count)
        {
            errors.Add($"{path}.options", "APPLICATION_COMMAND_OPTIONS_NAME_DUPLICATED", "The option name is already used");
        }
    }

    private static void Choices(string path, JsonNode? option, FormErrors errors)
    {
        var choices = option.List("choices");
        errors.Count($"{path}.choices", choices.Count, 0, 25);
        if (option.Truth("autocomplete") && (choices.Count > 0 || option.Number("type") is not (3 or 4 or 10)))
        {
            errors.Add($"{path}.autocomplete", "APPLICATION_COMMAND_AUTOCOMPLETE_INVALID", "Autocomplete is for free text and numbers only");
        }

        for (var at = 0; at < choices.Count; at++)
        {
            errors.Length($"{path}.choices.{at}.name", choices[at].Text("name"), 1, 100);
            errors.Length($"{path}.choices.{at}.value", choices[at].Field("value")?.ToString(), 1, 100);
        }

        if (option.Number("min_length") is < 0 or > 6000 || option.Number("max_length") is < 1 or > 6000)
        {
            errors.Add($"{path}.max_length", "NUMBER_TYPE_MAX", "int value should be at most 6000.");
        }
    }

    private static void Named(string path, JsonNode? item, FormErrors errors)
    {
        errors.Length($"{path}.description", item.Text("description"), 1, 100);
        foreach (var (field, name) in Localised(item, "name").Prepend(("name", item.Text("name") ?? "")))
        {
            if (!Name().IsMatch(name) || name.Any(char.IsUpper))
            {
                errors.Add($"{path}.{field}", "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid");
            }
        }

        foreach (var (field, text) in Localised(item, "description"))
        {
            errors.Length($"{path}.{field}", text, 1, 100);
        }
    }

    private static IEnumerable<(string Field, string Text)> Localised(JsonNode? item, string name) =>
        item.Field($"{name}_localizations") is JsonObject all ? all.Select(one => ($"{name}_localizations.{one.Key}", one.Value?.ToString() ?? "")) : [];

    // Names, descriptions and values; of localised ones the longest counts.
    private static int Size(JsonNode? item) =>
        Longest(item, "name") + Longest(item, "description") + (item.Field("value")?.ToString().Length ?? 0)
        + item.List("options").Sum(Size) + item.List("choices").Sum(Size);

    private static int Longest(JsonNode? item, string name) =>
        Localised(item, name).Select(one => one.Text.Length).Append(item.Text(name)?.Length ?? 0).Max();

    // Devanagari and Thai marks stand for the script classes that .NET's expressions lack.
    [GeneratedRegex(@"^[-_'\p{L}\p{N}\p{IsDevanagari}\p{IsThai}]{1,32}$")]
    private static partial Regex Name();
}
