using System.Globalization;
using System.Text.RegularExpressions;

namespace ResearchBot.Tests.Architecture;

/// <summary>
/// The rules of docs/architecture.md for the sources: no circle between namespaces, no empty names, few files and folders, none of them large.
/// What fails names every place, so that a run of this class alone is the list of what to mend.
/// </summary>
public sealed partial class HouseTests
{
    private const int MostFiles = 560;
    private const int MostFolders = 70;
    private const int MostLines = 64_500;
    private const int MostLinesOfAFile = 400;

    private const string Core = "ResearchBot.Core";

    private static readonly Lazy<IReadOnlyList<TypeReference>> References = new(() => TypeReferences.Between(AssemblyOf(Core)));
    private static readonly Lazy<IReadOnlyList<Source>> Sources = new(() => [.. ReadSources()]);

    [Fact]
    public void No_two_namespaces_of_the_core_are_in_a_circle() => Circles(References.Value, name => name);

    /// <summary>A domain is the first folder: Answering with all that stands in it.</summary>
    [Fact]
    public void No_two_domains_of_the_core_are_in_a_circle() =>
        Circles(References.Value, name => string.Join('.', name.Split('.').Take(3)));

    /// <summary>The walls are as good as their reader: it has to find what is known to be there.</summary>
    [Fact]
    public void References_are_found_in_fields_signatures_bodies_and_lambdas()
    {
        var found = TypeReferences.Between(typeof(HouseTests).Assembly.Location).Where(reference => reference.From == nameof(ReferencesOfEveryKind)).Select(reference => reference.To);
        found.Order().ShouldBe(["RandomText", "SourceFolder", "TestFolder", "TestLog", "TestScale"]);
    }

    [Fact]
    public void A_circle_is_named_with_the_references_that_close_it()
    {
        TypeReference[] circle = [new("A", "X", "B", "Y"), new("B", "Y", "C", "Z"), new("C", "Z", "A", "X"), new("C", "Z", "D", "W")];
        var told = Should.Throw<Exception>(() => Circles(circle, name => name)).Message;
        told.ShouldContain("A, B, C");
        told.ShouldContain("Z (C) → X (A)");
        told.ShouldNotContain("W (D)");
    }

    [Fact]
    public void No_type_has_a_name_that_says_nothing() =>
        Nothing(Projects().SelectMany(project => TypeReferences.Names(AssemblyOf(project)).Where(name => SaysNothing().IsMatch(name)).Select(name => $"{project}: {name}")),
            "Say what the type is or does instead");

    [Fact]
    public void No_source_file_is_longer_than_400_lines() =>
        Nothing(Sources.Value.Where(source => source.Lines > MostLinesOfAFile).Select(source => $"{source.Path}: {source.Lines} lines"), "Split by concept");

    [Fact]
    public void Every_namespace_is_its_folder() =>
        Nothing(Sources.Value.Where(source => source.Namespace is { } name && name != source.Folder.Replace('/', '.')).Select(source => $"{source.Path}: {source.Namespace}"),
            "Move the file or name the namespace after the folder");

    [Fact]
    public void The_house_is_small()
    {
        var (files, folders, lines) = (Sources.Value.Count, Sources.Value.Select(source => source.Folder).Distinct().Count(), Sources.Value.Sum(source => source.Lines));
        if (files > MostFiles || folders > MostFolders || lines > MostLines)
        {
            Assert.Fail(string.Create(CultureInfo.InvariantCulture, $"src has {files} files ({MostFiles}), {folders} folders ({MostFolders}) and {lines} lines ({MostLines}).\n")
                + string.Join('\n', Sources.Value.GroupBy(source => source.Folder).OrderBy(folder => folder.Key, StringComparer.Ordinal)
                    .Select(folder => $"  {folder.Key}: {folder.Count()} files, {folder.Sum(source => source.Lines)} lines")));
        }
    }

    /// <summary>Fails if there are circles, with the references inside each, the thinnest bundle first: it is the one to mend.</summary>
    private static void Circles(IReadOnlyList<TypeReference> references, Func<string, string> room)
    {
        var edges = references.Select(reference => (From: room(reference.FromNamespace), To: room(reference.ToNamespace), Reference: reference))
            .Where(edge => edge.From != edge.To).ToLookup(edge => edge.From);
        var reached = edges.ToDictionary(from => from.Key, from => Reached(from.Key, edges));
        bool Together(string one, string other) => reached.TryGetValue(one, out var there) && there.Contains(other) && reached.TryGetValue(other, out var back) && back.Contains(one);

        var told = new List<string>();
        foreach (var circle in reached.Keys.Order(StringComparer.Ordinal).GroupBy(name => string.Join(", ", reached.Keys.Where(other => Together(name, other)).Order(StringComparer.Ordinal))).Where(circle => circle.Key.Length > 0))
        {
            told.Add($"In a circle: {circle.Key}");
            foreach (var bundle in circle.SelectMany(name => edges[name]).Where(edge => Together(edge.From, edge.To)).GroupBy(edge => (edge.From, edge.To)).OrderBy(bundle => bundle.Count()))
            {
                told.Add($"  {bundle.Key.From} → {bundle.Key.To} ({bundle.Count()})");
                told.AddRange(bundle.Select(edge => $"    {edge.Reference}"));
            }
        }

        if (told.Count > 0)
        {
            Assert.Fail(string.Join('\n', told));
        }
    }

    private static HashSet<string> Reached(string start, ILookup<string, (string From, string To, TypeReference Reference)> edges)
    {
        var reached = new HashSet<string>();
        var open = new Queue<string>([start]);
        while (open.TryDequeue(out var name))
        {
            foreach (var next in edges[name].Where(edge => reached.Add(edge.To)))
            {
                open.Enqueue(next.To);
            }
        }

        return reached;
    }

    private static void Nothing(IEnumerable<string> found, string advice)
    {
        var all = found.ToList();
        if (all.Count > 0)
        {
            Assert.Fail($"{advice} ({all.Count}):\n  {string.Join("\n  ", all)}");
        }
    }

    private static IEnumerable<string> Projects() => Directory.GetDirectories(SourceFolder.Path("src")).Select(folder => Path.GetFileName(folder)!)
        .Where(name => File.Exists(SourceFolder.Path("src", name, name + ".csproj"))).Order(StringComparer.Ordinal);

    private static string AssemblyOf(string project) => Path.Combine(AppContext.BaseDirectory, project + ".dll");

    private static IEnumerable<Source> ReadSources()
    {
        foreach (var file in Projects().SelectMany(project => Directory.EnumerateFiles(SourceFolder.Path("src", project), "*.cs", SearchOption.AllDirectories)).Order(StringComparer.Ordinal))
        {
            var path = Path.GetRelativePath(SourceFolder.Path("src"), file).Replace('\\', '/');
            if (path.Split('/') is [_, "bin" or "obj", ..])
            {
                continue;
            }

            var lines = File.ReadAllLines(file);
            yield return new Source(path, path[..path.LastIndexOf('/')], lines.Select(line => Namespace().Match(line)).FirstOrDefault(match => match.Success)?.Groups[1].Value, lines.Length);
        }
    }

    [GeneratedRegex(@"(Manager|Helper|Util|Utils|Utility|Utilities|Common|Processor)s?(?![a-z])|Base$")]
    private static partial Regex SaysNothing();

    [GeneratedRegex(@"^namespace ([\w.]+)")]
    private static partial Regex Namespace();

    /// <param name="Path">From src on.</param>
    /// <param name="Folder">The same without the file's name.</param>
    /// <param name="Namespace">Nothing for a program's top-level statements.</param>
    private sealed record Source(string Path, string Folder, string? Namespace, int Lines);
}

/// <summary>Knows one type of another namespace in each way in which a type can be known; never runs.</summary>
internal sealed class ReferencesOfEveryKind
{
    private readonly TestLog _field = new();

    public static string Lambda() => string.Concat(Enumerable.Range(0, 1).Select(_ => SourceFolder.Path()));

    public static async Task<int> StateMachineAsync()
    {
        await Task.Yield();
        return TestScale.Of(1, 1);
    }

    public IReadOnlyList<TestFolder?> Signature(List<TestFolder?> folders) => _field is null ? folders : [];

    public static object Local() => typeof(RandomText);
}
