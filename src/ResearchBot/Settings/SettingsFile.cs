using Microsoft.Extensions.Configuration;
using ResearchBot.Core;

namespace ResearchBot.Settings;

/// <summary>Reads the settings: <c>appsettings.json</c> beside the program, then environment variables (<c>Store__DataDirectory</c>).</summary>
internal static class SettingsFile
{
    private static readonly Dictionary<string, Type?> Sections = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Store"] = typeof(StoreOptions),
        ["Reading"] = typeof(ReadingOptions),
        ["Logging"] = null, // belongs to the logging library
    };

    /// <summary>The settings, with the command line's data folder on top.</summary>
    /// <exception cref="UserFacingException">The file is broken or holds a section that does not exist.</exception>
    public static IConfigurationRoot Read(string? dataDirectory)
    {
        var path = Path.Combine(AppContext.BaseDirectory, "appsettings.json");
        try
        {
            var file = new ConfigurationBuilder().AddJsonFile(path, optional: true, reloadOnChange: false).Build();
            if (file.GetChildren().FirstOrDefault(section => !Sections.ContainsKey(section.Key)) is { } unknown)
            {
                throw new UserFacingException(
                    $"The setting {unknown.Key} in {path} does not exist. Known sections: {string.Join(", ", Sections.Keys)}.", isFailure: true);
            }

            var settings = new ConfigurationBuilder().AddConfiguration(file).AddEnvironmentVariables();
            if (dataDirectory is not null)
            {
                settings.AddInMemoryCollection([new("Store:DataDirectory", dataDirectory)]);
            }

            var built = settings.Build();
            RefuseUnknownKeys(built);
            return built;
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw new UserFacingException(
                $"{path} cannot be read: {broken.GetBaseException().Message}", isFailure: true, broken);
        }
    }

    private static void RefuseUnknownKeys(IConfigurationRoot settings)
    {
        foreach (var (section, options) in Sections)
        {
            var known = options?.GetProperties().Select(property => property.Name).ToArray();
            var unknown = settings.GetSection(section).GetChildren()
                .FirstOrDefault(setting => known?.Contains(setting.Key, StringComparer.OrdinalIgnoreCase) == false);
            if (unknown is not null)
            {
                throw new UserFacingException(
                    $"The setting {unknown.Path} does not exist. {section} has: {string.Join(", ", known!)}.", isFailure: true);
            }
        }
    }
}
