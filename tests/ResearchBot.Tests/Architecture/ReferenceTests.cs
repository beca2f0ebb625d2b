using System.Reflection;
using ResearchBot.Core.Documents;
using ResearchBot.Discord;
using ResearchBot.Evaluation;
using ResearchBot.Readers;
using ResearchBot.Slack;
using ResearchBot.Hosting;

namespace ResearchBot.Tests.Architecture;

/// <summary>The dependency rules of docs/decisions/0001, read from the compiled assemblies.</summary>
public sealed class ReferenceTests
{
    private static readonly string[] Drivers = ["Microsoft.Data.Sqlite", "SQLitePCLRaw", "Npgsql"];
    private static readonly string[] Openers =
        ["System.Net.Sockets", "System.Net.Http", "System.Net.WebSockets", "System.IO.Pipes", "System.Diagnostics.Process"];

    private static readonly string[] Vendors = ["OpenAI", "Anthropic", "System.ClientModel", "Polly", "OpenTelemetry", "Microsoft.ML", "FastBertTokenizer"];

    private static readonly Assembly Core = typeof(DocumentStore).Assembly;
    private static readonly Assembly Discord = typeof(DiscordOptions).Assembly;
    private static readonly Assembly Slack = typeof(SlackOptions).Assembly;
    private static readonly Assembly Readers = typeof(ReaderLoop).Assembly;
    private static readonly Assembly Evaluation = typeof(Evaluator).Assembly;

    [Fact]
    public void Core_knows_no_driver_no_socket_no_process_and_no_other_project()
    {
        var references = NamesOf(Core);
        references.Where(name => name.StartsWith("ResearchBot", StringComparison.Ordinal)).ShouldBeEmpty();
        references.Where(name => Drivers.Concat(Openers).Any(name.StartsWith)).ShouldBeEmpty();
    }

    [Fact]
    public void Core_knows_models_only_by_their_abstractions() =>
        NamesOf(Core).Where(name => Vendors.Any(name.StartsWith)).ShouldBeEmpty();

    [Fact]
    public void Core_opens_no_file() =>
        MembersUsedBy(Core).Intersect(["System.IO.File", "System.IO.FileStream", "System.IO.FileInfo", "System.IO.Directory", "System.IO.DirectoryInfo"])
            .ShouldBeEmpty();

    [Fact]
    public void Readers_reference_no_other_project_and_open_no_socket()
    {
        var references = NamesOf(Readers);
        references.Where(name => name.StartsWith("ResearchBot", StringComparison.Ordinal)).ShouldBeEmpty();
        references.Where(name => Openers.Any(name.StartsWith)).ShouldBe(["System.Diagnostics.Process"], "programs of the system recognise scans");
    }

    [Theory]
    [InlineData("Discord")]
    [InlineData("Slack")]
    public void A_platform_knows_the_core_and_no_other_project_and_no_driver(string platform)
    {
        var references = NamesOf(platform == "Slack" ? Slack : Discord);
        references.Where(name => name.StartsWith("ResearchBot", StringComparison.Ordinal)).ShouldBe(["ResearchBot.Core"]);
        references.Where(name => Drivers.Concat(Vendors).Any(name.StartsWith)).ShouldBeEmpty();
    }

    [Fact]
    public void The_evaluation_knows_the_core_and_no_other_project_and_no_driver()
    {
        var references = NamesOf(Evaluation);
        references.Where(name => name.StartsWith("ResearchBot", StringComparison.Ordinal)).ShouldBe(["ResearchBot.Core"]);
        references.Where(name => Drivers.Concat(Vendors).Any(name.StartsWith)).ShouldBeEmpty();
    }

    [Fact]
    public void Nobody_else_references_the_host()
    {
        foreach (var assembly in new[] { Core, Readers, Discord, Slack, Evaluation })
        {
            NamesOf(assembly).ShouldNotContain("ResearchBot");
        }
    }

    [Fact]
    public void The_readers_are_used_by_the_program_only_as_a_child_process() =>
        MembersUsedBy(typeof(BotHost).Assembly)
            .Where(name => name.StartsWith("ResearchBot.Readers.", StringComparison.Ordinal))
            .ShouldBe(["ResearchBot.Readers.ReaderLoop", "ResearchBot.Readers.Frame", "ResearchBot.Readers.OutsideProgram"], ignoreOrder: true);

    private static string[] NamesOf(Assembly assembly) => [.. assembly.GetReferencedAssemblies().Select(name => name.Name!)];

    private static HashSet<string> MembersUsedBy(Assembly assembly)
    {
        using var file = File.OpenRead(assembly.Location);
        using var image = new System.Reflection.PortableExecutable.PEReader(file);
        var metadata = System.Reflection.Metadata.PEReaderExtensions.GetMetadataReader(image);
        return [.. metadata.TypeReferences
            .Select(handle => metadata.GetTypeReference(handle))
            .Select(type => $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}")];
    }
}
