using Microsoft.Extensions.Configuration;
using ResearchBot.Core.Ingestion.Loads;
using ResearchBot.Core.Moderation.Limits;
using ResearchBot.Core.Privacy;
using ResearchBot.Discord;

namespace ResearchBot.Configuration;

/// <summary>Binds sections of the settings to options that are checked before anything starts.</summary>
internal static class SettingsRegistration
{
    /// <summary>Adds the options of a section; a setting that they do not have, or of another kind, is an error.</summary>
    /// <exception cref="UserFacingException">There is one.</exception>
    public static IHostApplicationBuilder AddSettings<TOptions, TValidator>(this IHostApplicationBuilder builder, string section)
        where TOptions : class
        where TValidator : class, IValidateOptions<TOptions>
    {
        builder.Services.AddSettings<TOptions, TValidator>(builder.Configuration.GetSection(section));
        return builder;
    }

    /// <summary>The same for a section at hand.</summary>
    /// <exception cref="UserFacingException">A setting is wrong.</exception>
    public static IServiceCollection AddSettings<TOptions, TValidator>(this IServiceCollection services, IConfigurationSection section)
        where TOptions : class
        where TValidator : class, IValidateOptions<TOptions>
    {
        SettingsCheck.CheckNames<TOptions>(section);
        return services.AddChecked<TOptions, TValidator>(section);
    }

    /// <summary>Adds the workspaces that the settings name.</summary>
    /// <exception cref="UserFacingException">One of their settings is unknown or no list.</exception>
    public static IHostApplicationBuilder AddBoundWorkspaces(this IHostApplicationBuilder builder)
    {
        var section = builder.Configuration.GetSection("Workspaces");
        SettingsCheck.CheckLists<WorkspaceOptions>(section);
        builder.Services.AddChecked<WorkspacesOptions, WorkspacesOptionsValidator>(section).AddSingleton(provider => provider.GetRequiredService<IOptions<WorkspacesOptions>>().Value.ToBound());
        return builder;
    }

    /// <summary>Adds logging to standard error, so that standard output holds replies alone.</summary>
    /// <exception cref="UserFacingException">A log level is none.</exception>
    public static IHostApplicationBuilder AddLog(this IHostApplicationBuilder builder)
    {
        var section = builder.Configuration.GetSection("Logging");
        SettingsCheck.CheckLogLevels(section);
        builder.Logging.AddConfiguration(section).AddSimpleConsole(console => console.SingleLine = true);
        builder.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        return builder;
    }

    private static IServiceCollection AddChecked<TOptions, TValidator>(this IServiceCollection services, IConfigurationSection section)
        where TOptions : class
        where TValidator : class, IValidateOptions<TOptions>
    {
        services.AddOptions<TOptions>().Bind(section).ValidateOnStart();
        return services.AddSingleton<IValidateOptions<TOptions>, TValidator>();
    }
}

[OptionsValidator]
internal sealed partial class LoadingOptionsValidator : IValidateOptions<LoadingOptions>;

[OptionsValidator]
internal sealed partial class RetentionOptionsValidator : IValidateOptions<RetentionOptions>;

[OptionsValidator]
internal sealed partial class LimitsOptionsValidator : IValidateOptions<LimitsOptions>;

[OptionsValidator]
internal sealed partial class DiscordOptionsValidator : IValidateOptions<DiscordOptions>;
