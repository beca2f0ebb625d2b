using Microsoft.Extensions.Configuration;

namespace ResearchBot.Configuration;

/// <summary>Reads the settings: <c>appsettings.json</c> beside the program, then this person's user secrets, then environment variables
/// (<c>Store__DataDirectory</c>).</summary>
internal static class SettingsFile
{
    public static readonly string[] Sections = ["Store", "Reading", "Loading", "Sources", "Limits", "Models", "Workspaces", "Retention", "Discord", "Slack", "Telemetry", "Logging"];

    private static readonly string[] SecretEnds = ["ApiKey", "Token", "Secret"];

    /// <summary>The settings, with what the caller overrides on top.</summary>
    /// <exception cref="UserFacingException">The file is broken or holds a section that does not exist.</exception>
    public static IConfigurationRoot Read(IReadOnlyDictionary<string, string?> overrides)
    {
        var path = Path.Combine(AppContext.BaseDirectory, "appsettings.json");
        try
        {
            var file = new ConfigurationBuilder().AddJsonFile(path, optional: true, reloadOnChange: false).Build();
            if (file.GetChildren().FirstOrDefault(section => !Sections.Contains(section.Key, StringComparer.OrdinalIgnoreCase)) is { } unknown)
            {
                throw new UserFacingException(
                    $"The setting {unknown.Key} in {path} does not exist. Known sections: {string.Join(", ", Sections)}.", isFailure: true);
            }

            if (file.AsEnumerable().FirstOrDefault(setting => IsSecret(setting.Key) && !string.IsNullOrEmpty(setting.Value)).Key is { } secret)
            {
                throw new UserFacingException(
                    $"The setting {secret} must not stand in {path}, which is easily shared. Set the environment variable {secret.Replace(":", "__", StringComparison.Ordinal)}, or use `dotnet user-secrets`.",
                    isFailure: true);
            }

            CheckEnvironment();
            return new ConfigurationBuilder()
                .AddConfiguration(file)
                .AddUserSecrets(typeof(SettingsFile).Assembly, optional: true)
                .AddEnvironmentVariables()
                .AddInMemoryCollection(overrides)
                .Build();
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw new UserFacingException(
                $"{path} cannot be read: {broken.GetBaseException().Message}", isFailure: true, broken);
        }
    }

    /// <summary>Variables of other programs are none of ours; one that was meant for a section of ours is refused.</summary>
    private static void CheckEnvironment()
    {
        foreach (var variable in Environment.GetEnvironmentVariables().Keys.Cast<string>().Order(StringComparer.Ordinal))
        {
            if (variable.Split("__") is [var section, _, ..] && NearMiss.Of(section, Sections) is { } meant)
            {
                throw new UserFacingException(
                    $"The environment variable {variable} sets nothing: there is no section {section}. Call it {meant}{variable[section.Length..]}, or remove it.", isFailure: true);
            }
        }
    }

    /// <summary>Whether a setting may not stand in a file that is easily shared.</summary>
    internal static bool IsSecret(string key) => SecretEnds.Any(end => key.EndsWith(end, StringComparison.OrdinalIgnoreCase));
}

/// <summary>Recognises a name that was meant to be another.</summary>
internal static class NearMiss
{
    private const int MostEdits = 2;

    /// <summary>The known name that is at most two letters away; null if the name is known itself, or is none of ours.</summary>
    public static string? Of(string name, IReadOnlyCollection<string> known) =>
        known.Contains(name, StringComparer.OrdinalIgnoreCase) ? null
        : known.Where(one => Edits(name.ToUpperInvariant(), one.ToUpperInvariant()) <= MostEdits).MinBy(one => Edits(name.ToUpperInvariant(), one.ToUpperInvariant()));

    /// <summary>Letters to insert, delete or replace.</summary>
    private static int Edits(string from, string to)
    {
        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var kept = diagonal + (from[i - 1] == to[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(kept, 1 + Math.Min(row[j], row[j - 1]));
            }
        }

        return row[^1];
    }
}
