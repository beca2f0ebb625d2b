using ResearchBot.Readers;
using ResearchBot.Readers.Xml;
using ResearchBot.Readers.Zip;
using ResearchBot.Tests.Support;
using Shouldly;
using Xunit;

namespace ResearchBot.Tests.Readers.Office;

public sealed class HostileOfficeTests
{
    private const long MostAllocated = 1536L * 1024 * 1024; // in sum: what is in use at once is bounded by the reading process

    public static TheoryData<string> Names() => [.. OfficeTraps.All().Select(trap => trap.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_trap_is_read_or_refused_within_bounds(string name)
    {
        var (_, bytes, outcome) = OfficeTraps.All().Single(trap => trap.Name == name);
        var before = GC.GetAllocatedBytesForCurrentThread();

        if (outcome.StartsWith('!'))
        {
            Files.Refusal(name, bytes).ShouldContain(outcome[1..]);
        }
        else
        {
            Files.Read(name, bytes).Text.ShouldContain(outcome);
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(MostAllocated);
    }

    [Fact]
    public async Task Each_trap_gets_one_status_from_the_program_and_the_files_around_it_are_loaded()
    {
        using var folder = new TestFolder();
        var expected = new Dictionary<string, string> { ["0.txt"] = "loaded", ["z.txt"] = "loaded" };
        foreach (var (name, bytes, outcome) in OfficeTraps.All())
        {
            folder.Write($"files/{name}", bytes);
            expected[name] = outcome.StartsWith('!') ? "refused" : "loaded";
        }

        folder.Write("files/0.txt", "First.");
        folder.Write("files/z.txt", "Last.");
        var load = await BotProcess.RunAsync(folder.Path, ["load", "files", "--json"]);

        load.ShouldExit(1).Statuses.ToDictionary(file => file.Key, file => file.Value is "duplicate" ? "loaded" : file.Value).ShouldBe(expected,
            ignoreOrder: true);
    }

    [Fact]
    public void Containers_are_opened_to_a_certain_depth_only()
    {
        var zip = OfficeFiles.Zip(("a", "b"));

        ZipContainer.Open(At(ZipContainer.MaxDepth)).Parts.Count.ShouldBe(1);
        Should.Throw<RefusalException>(() => ZipContainer.Open(At(ZipContainer.MaxDepth + 1)));

        FileToRead At(int depth) => new("a.zip", zip, new ReadingLimits(Files.Limit)) { Depth = depth };
    }

    [Fact]
    public void All_the_files_in_a_file_share_what_may_be_unpacked()
    {
        var file = new FileToRead("a.zip", OfficeFiles.Zip(("a", new string('x', 600)), ("b", new string('y', 600))),
            new ReadingLimits(Files.Limit)) { Unpacked = new UnpackBudget(1_000) };
        using var container = ZipContainer.Open(file);

        container.Parts[0].ReadAll(1_000).Length.ShouldBe(600);
        Should.Throw<RefusalException>(() => container.Parts[1].ReadAll(1_000));
        Should.Throw<RefusalException>(() => ZipContainer.Open(file with { Depth = 1 }).Parts[0].ReadAll(1_000));
    }

    [Fact]
    public void A_part_is_read_whole_up_to_a_limit_only()
    {
        using var container = ZipContainer.Open(new FileToRead("a.zip", OfficeFiles.Zip(("a", new string('x', 600))), new ReadingLimits(Files.Limit)));

        Should.Throw<RefusalException>(() => container.Parts[0].ReadAll(599));
    }

    [Fact]
    public void A_child_that_is_not_read_is_passed_over()
    {
        using var xml = SafeXmlReader.Open(new MemoryStream("<a><b><c>x</c></b><d/><e>one<f>two</f></e></a>"u8.ToArray()));
        var names = new List<string>();
        while (xml.NextChild(0))
        {
            names.Add(xml.Name + (xml.Name == "e" ? xml.Text() : ""));
        }

        names.ShouldBe(["b", "d", "eonetwo"]);
    }
}
