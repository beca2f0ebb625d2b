using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using Microsoft.Extensions.DependencyInjection;

namespace ResearchBot.Core.Commands;

/// <summary>Registers commands and what runs them.</summary>
public static class CommandServices
{
    /// <summary>Adds the commands common to all platforms, and their infrastructure.</summary>
    public static IServiceCollection AddCommands(this IServiceCollection services) => services
        .AddCommandsOf(typeof(Command).Assembly)
        .AddSingleton<CommandCatalog>()
        .AddSingleton<CommandGrammar>()
        .AddSingleton<CommandDispatcher>()
        .AddSingleton<Admission>()
        .AddSingleton<QuestionAdmission>()
        .AddSingleton<ReplyPrivacy>()
        .AddSingleton<AnswerChoice>()
        .AddSingleton<ModeratedReplies>()
        .AddSingleton<WhyReport>()
        .AddSingleton<VisibleLoads>()
        .AddSingleton<VisibleSources>()
        .AddSingleton<LoadWait>()
        .AddSingleton<HeldDocuments>()
        .AddSingleton<DocumentToChange>();

    /// <summary>Adds every command of an assembly, in the order of its metadata.</summary>
    public static IServiceCollection AddCommandsOf(this IServiceCollection services, Assembly assembly)
    {
        foreach (var type in CommandsIn(assembly))
        {
            services.AddSingleton(typeof(Command), type);
        }

        return services;
    }

    /// <summary>Reads the assembly's metadata, since <see cref="Assembly.GetTypes"/> would load everything the assembly contains or uses: tens of
    /// milliseconds at each start.</summary>
    private static unsafe List<Type> CommandsIn(Assembly assembly)
    {
        if (!assembly.TryGetRawMetadata(out var start, out var length))
        {
            throw new InvalidOperationException($"{assembly.GetName().Name} has no metadata to find commands in.");
        }

        var reader = new MetadataReader(start, length);
        return [.. reader.TypeDefinitions
            .Where(type => IsCommand(reader, reader.GetTypeDefinition(type).BaseType))
            .Select(type => assembly.ManifestModule.ResolveType(MetadataTokens.GetToken(type)))];
    }

    private static bool IsCommand(MetadataReader reader, EntityHandle parent)
    {
        if (parent.IsNil || parent.Kind == HandleKind.TypeSpecification)
        {
            return false;
        }

        var (space, name) = parent.Kind == HandleKind.TypeReference
            ? (reader.GetTypeReference((TypeReferenceHandle)parent).Namespace, reader.GetTypeReference((TypeReferenceHandle)parent).Name)
            : (reader.GetTypeDefinition((TypeDefinitionHandle)parent).Namespace, reader.GetTypeDefinition((TypeDefinitionHandle)parent).Name);
        return reader.StringComparer.Equals(name, nameof(Command)) && reader.StringComparer.Equals(space, typeof(Command).Namespace!);
    }
}
