using System.ComponentModel;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;

namespace ResearchBot.Configuration;

/// <summary>Says in a person's words which setting is wrong.</summary>
internal static partial class SettingsCheck
{
    /// <summary>Checks that a section holds nothing but settings of its options, each of the right kind.</summary>
    /// <exception cref="UserFacingException">One is unknown or of another kind.</exception>
    public static void CheckNames<TOptions>(IConfigurationSection section)
    {
        var known = typeof(TOptions).GetProperties(BindingFlags.Public | BindingFlags.Instance).ToDictionary(
            property => property.Name, property => TypeDescriptor.GetConverter(property.PropertyType), StringComparer.OrdinalIgnoreCase);
        foreach (var setting in section.GetChildren())
        {
            if (!known.TryGetValue(setting.Key, out var kind))
            {
                throw Wrong($"{setting.Path} does not exist. Known in {section.Key}: {string.Join(", ", known.Keys)}");
            }

            var isText = kind is StringConverter;
            var isEmptyText = isText && setting.Value is null && !setting.GetChildren().Any(); // an empty one comes as none
            if (!isEmptyText && (setting.Value is null || !kind.IsValid(setting.Value)))
            {
                throw Wrong($"{setting.Path} cannot be “{setting.Value}”: it is {(isText ? "one text" : kind is BooleanConverter ? "true or false" : "a whole number")}");
            }
        }
    }

    /// <summary>Checks that a section holds nothing but these sections.</summary>
    /// <exception cref="UserFacingException">It holds another.</exception>
    public static void CheckSections(IConfigurationSection section, params string[] known)
    {
        if (section.GetChildren().FirstOrDefault(child => !known.Contains(child.Key, StringComparer.OrdinalIgnoreCase)) is { } unknown)
        {
            throw Wrong($"{unknown.Path} does not exist. Known in {section.Key}: {string.Join(", ", known)}");
        }
    }

    /// <summary>Checks that each log level is one.</summary>
    /// <exception cref="UserFacingException">One is not.</exception>
    public static void CheckLogLevels(IConfigurationSection logging)
    {
        foreach (var (path, value) in logging.AsEnumerable())
        {
            if (path.Split(':') is [.., "LogLevel", _] && !string.IsNullOrEmpty(value) && !Enum.GetNames<LogLevel>().Contains(value, StringComparer.OrdinalIgnoreCase))
            {
                throw Wrong($"{path} cannot be “{value}”. Known levels: {string.Join(", ", Enum.GetNames<LogLevel>())}");
            }
        }
    }

    /// <summary>Checks that a section holds named sections, each with nothing but the lists of texts of its options.</summary>
    /// <exception cref="UserFacingException">One is unknown or no list.</exception>
    public static void CheckLists<TOptions>(IConfigurationSection section)
    {
        var known = typeof(TOptions).GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(property => property.Name).ToArray();
        foreach (var named in section.GetChildren())
        {
            if (!string.IsNullOrEmpty(named.Value))
            {
                throw Wrong($"{named.Path} cannot be “{named.Value}”: it holds {string.Join(", ", known)}");
            }

            CheckSections(named, known);
            foreach (var list in named.GetChildren())
            {
                if (!string.IsNullOrEmpty(list.Value))
                {
                    throw Wrong($"{list.Path} cannot be “{list.Value}”: it is a list. Its first is {list.Path}:0");
                }

                if (list.GetChildren().FirstOrDefault(one => !int.TryParse(one.Key, NumberStyles.None, CultureInfo.InvariantCulture, out _) || one.Value is null) is { } wrong)
                {
                    throw Wrong($"{wrong.Path} is no text in a list. Its first is {list.Path}:0");
                }
            }
        }
    }

    /// <summary>The failure of a validator whose options are named after their section, or state it as their display name.</summary>
    public static UserFacingException Explain(OptionsValidationException failure)
    {
        var section = failure.OptionsType.GetCustomAttribute<DisplayNameAttribute>()?.DisplayName
            ?? failure.OptionsType.Name.Replace("Options", string.Empty, StringComparison.Ordinal);
        return Wrong(string.Join("; ", failure.Failures.Select(one => $"{section}:{GeneratedField().Replace(one, " ").TrimEnd('.')}")));
    }

    /// <summary>The messages of the rules that are broken.</summary>
    public static ValidateOptionsResult Apply(params IEnumerable<(bool IsWrong, string Message)> rules) =>
        rules.Where(rule => rule.IsWrong).Select(rule => rule.Message).ToArray() is { Length: > 0 } failures ? ValidateOptionsResult.Fail(failures) : ValidateOptionsResult.Success;

    /// <summary>The rule of an address that may be empty.</summary>
    public static (bool IsWrong, string Message) Address(string key, string written) =>
        (written.Length > 0 && !(Uri.TryCreate(written, UriKind.Absolute, out var address)
            && address.Scheme is "http" or "https" && address is { UserInfo.Length: 0, Query.Length: 0, Fragment.Length: 0, Host.Length: > 0 }),
            $"{key} must be an address that begins with http:// or https://, without user, password, question mark or hash");

    /// <summary>The rule of a key, which its message does not show.</summary>
    public static (bool IsWrong, string Message) ApiKey(string written) => (written.Any(c => c is <= ' ' or > '~'), "ApiKey holds a space or another character that no key has");

    // What a generated validator puts between the key and what is wrong with it.
    [GeneratedRegex(@"(?<=^\w+): (The field \S+ )?")]
    private static partial Regex GeneratedField();

    private static UserFacingException Wrong(string what) =>
        new($"The setting {what}. Correct it in appsettings.json or in the environment.", isFailure: true);
}
