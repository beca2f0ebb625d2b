using System.Text;
using System.Text.Json;
using ResearchBot.Core.Ingestion;
using ResearchBot.Readers;
using ResearchBot.Readers.Exports;
using ResearchBot.Tests.Support;
using Shouldly;
using Xunit;
using static ResearchBot.Tests.Readers.FileTypeTests;

namespace ResearchBot.Tests.Readers;

public sealed class ArchiveTests
{
    [Fact]
    public void Files_of_a_zip_and_of_the_zips_in_it_are_listed_by_their_path()
    {
        using var archive = Open(Zip(
        [
            ("b/notes.txt", "Hello"u8.ToArray()), ("a.md", "# A"u8.ToArray()), ("__MACOSX/b/._notes.txt", [0]), ("inner.zip", Zip(("deep/c.csv", "x,y\n1,2"))),
        ]));

        archive.Items.Select(item => (item.Path, item.Length)).ShouldBe([("a.md", 3), ("b/notes.txt", 5), ("inner.zip/deep/c.csv", 7)]);
        Encoding.UTF8.GetString(archive.Extract("inner.zip/deep/c.csv", 100)).ShouldBe("x,y\n1,2");
    }

    [Fact]
    public void A_zip_that_is_a_document_has_one_entry_with_the_right_name()
    {
        var word = Zip(("[Content_Types].xml", "<Types><Override ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>"), ("word/document.xml", "<w/>"));
        using var archive = Open(word);

        archive.Items.ShouldHaveSingleItem().Path.ShouldBe("export.docx");
        archive.Extract("export.docx", 10_000).ShouldBe(word);
    }

    [Fact]
    public void A_notion_export_in_parts_shows_titles_without_ids()
    {
        const string One = "0123456789abcdef0123456789abcdef";
        const string Two = "fedcba9876543210fedcba9876543210";
        using var archive = Open(Zip(
        [
            ("ExportBlock-1a2b-Part-1.zip", Zip(($"Handbook {One}.md", "# Handbook"), ($"Handbook {One}/Rules {Two}.md", "# Rules"), ($"Handbook {One}/Rules {One}.md", "# Rules too"))),
            ("ExportBlock-1a2b-Part-2.zip", Zip(($"Tasks {Two}.csv", "Name\nshown"), ($"Tasks {Two}_all.csv", "Name\nshown\nall"))),
        ]));

        archive.Items.Select(item => item.Path).ShouldBe([$"Handbook {One}/Rules {One}.md", $"Handbook {One}/Rules {Two}.md", "Handbook.md", "Tasks.csv"], ignoreOrder: true);
        Encoding.UTF8.GetString(archive.Extract("Tasks.csv", 100)).ShouldEndWith("all");
    }

    [Fact]
    public void A_confluence_space_has_a_page_for_each_current_page()
    {
        const string Entities = """
            <?xml version="1.0" encoding="UTF-8"?>
            <hibernate-generic datetime="2024-05-03">
            <object class="Page" package="p"><id name="id">1</id><property name="title"><![CDATA[Keys & locks]]></property><property name="contentStatus"><![CDATA[current]]></property></object>
            <object class="Page" package="p"><id name="id">2</id><property name="title"><![CDATA[Keys & locks]]></property><property name="contentStatus"><![CDATA[current]]></property><property name="originalVersion" class="Page"><id name="id">1</id></property></object>
            <object class="BodyContent" package="p"><id name="id">5</id><property name="body"><![CDATA[<p>Run <ac:link><ri:page ri:content-title="Rotation" /></ac:link>:</p><ac:structured-macro ac:name="code"><ac:parameter ac:name="language">sh</ac:parameter><ac:plain-text-body><![CDATA[rotate <all>]]]]><![CDATA[></ac:plain-text-body></ac:structured-macro>]]></property><property name="content" class="Page"><id name="id">1</id></property></object>
            <object class="BodyContent" package="p"><id name="id">6</id><property name="body"><![CDATA[<p>Old</p>]]></property><property name="content" class="Page"><id name="id">2</id></property></object>
            </hibernate-generic>
            """;
        using var archive = Open(Zip(("entities.xml", Entities), ("exportDescriptor.properties", "x"), ("attachments/1/2/3", "x")));

        archive.Items.Select(item => item.Path).ShouldBe(["Keys & locks.html"]);
        archive.Remarks.ShouldBe(["1 attachments of the export were left out; load them by themselves."]);
        var page = Files.Read("a.html", archive.Extract("Keys & locks.html", 10_000));
        page.Title.ShouldBe("Keys & locks");
        page.Text.ShouldContain("Run Rotation:");
        page.Text.ShouldContain("rotate <all>");
        page.Text.ShouldNotContain("sh\n");
    }

    [Fact]
    public void What_pages_bring_for_their_looks_is_left_out_and_this_is_said()
    {
        using var archive = Open(Zip(("index.html", "<p>x"), ("site.css", "x"), ("images/a.png", "x"), ("plan.pdf", "x")));

        archive.Items.Select(item => item.Path).ShouldBe(["index.html", "plan.pdf"]);
        archive.Remarks.ShouldBe(["2 styles, scripts and pictures of the archive's pages were left out."]);
    }

    [Fact]
    public void A_path_that_leaves_the_archive_is_not_listed()
    {
        using var archive = Open(Zip(("../../etc/passwd", "x"), ("a.txt", "x")));

        archive.Items.ShouldHaveSingleItem().Path.ShouldBe("a.txt");
    }

    [Theory]
    [InlineData("plain text", "The file is no zip archive. Unpack it and load the folder, or pack it as a zip file.")]
    [InlineData("PK\u0003\u0004 and then nothing", "The file is damaged: its zip directory cannot be read. Save it again and load it anew.")]
    public void What_is_no_archive_is_refused(string content, string refusal) =>
        Should.Throw<RefusalException>(() => Open(Encoding.Latin1.GetBytes(content))).Message.ShouldBe(refusal);

    [Fact]
    public void An_entry_that_is_larger_than_a_file_may_be_is_refused()
    {
        using var archive = Open(Zip([("a.txt", new byte[3 * 1024 * 1024])]));

        Should.Throw<RefusalException>(() => archive.Extract("a.txt", 1024 * 1024)).Message.ShouldBe("a.txt unpacks to more than 1 MB, which is the most that is read.");
        Should.Throw<RefusalException>(() => archive.Extract("b.txt", 100)).Message.ShouldBe("The archive no longer holds this file.");
    }

    [Fact]
    public async Task The_loop_lists_an_archive_and_gives_its_entries_between_other_files()
    {
        var first = Zip(("a.txt", "first"), ("b/c.txt", "third"));
        using var input = new MemoryStream();
        await Ask(input, new ReadRequest("x.zip", Limits) { Task = ReaderTask.List }, first);
        await Ask(input, Entry("a.txt"), []);
        await Ask(input, new ReadRequest("a.txt", Limits), "in between"u8.ToArray());
        await Ask(input, Entry("b/c.txt"), []);
        await Ask(input, Entry("a.txt"), Zip(("a.txt", "other")));
        await Ask(input, Entry("none"), []);
        await Ask(input, new ReadRequest("z.zip", Limits) { Task = ReaderTask.List }, "no zip"u8.ToArray());
        await Ask(input, Entry("a.txt"), []);
        input.Position = 0;
        using var output = new MemoryStream();

        await ReaderLoop.RunAsync(input, output, TestContext.Current.CancellationToken);

        output.Position = 0;
        (await Answer(output)).ShouldContain("""{"path":"a.txt","length":5},{"path":"b/c.txt","length":5}""");
        (await Answer(output)).ShouldBe("""{"entryLength":5}""");
        (await Answer(output)).ShouldBe("first");
        (await Answer(output)).ShouldContain("in between");
        (await Answer(output)).ShouldBe("""{"entryLength":5}""");
        (await Answer(output)).ShouldBe("third");
        (await Answer(output)).ShouldBe("""{"entryLength":5}""");
        (await Answer(output)).ShouldBe("other");
        (await Answer(output)).ShouldBe("""{"refused":"The archive no longer holds this file."}""");
        (await Answer(output)).ShouldContain("The file is no zip archive.");
        (await Answer(output)).ShouldBe("""{"refused":"The file is empty."}""");
        output.Position.ShouldBe(output.Length);
    }

    [Fact]
    public async Task The_host_lists_an_archive_and_takes_entries_out_of_it_by_the_reading_process()
    {
        await using var bot = await TestBot.StartAsync();
        var reader = bot.Get<IArchiveReader>();
        var ct = TestContext.Current.CancellationToken;
        var (first, second) = (Zip(("a.txt", "first"), ("b/c.txt", "third")), Zip(("a.txt", "other")));

        (await reader.ListAsync("x.zip", first, ct)).Value.ShouldNotBeNull().Entries.ShouldBe([new ArchiveEntry("a.txt", 5), new ArchiveEntry("b/c.txt", 5)]);
        (await reader.ExtractAsync("x.zip", first, "b/c.txt", ct)).Value.ShouldBe("third"u8.ToArray());
        (await reader.ExtractAsync("y.zip", second, "a.txt", ct)).Value.ShouldBe("other"u8.ToArray());
        (await reader.ExtractAsync("x.zip", first, "a.txt", ct)).Value.ShouldBe("first"u8.ToArray());
        (await reader.ExtractAsync("x.zip", first, "none", ct)).Refused.ShouldBe("The archive no longer holds this file.");
    }

    private static ReadingLimits Limits { get; } = new(Files.Limit);

    private static ReadRequest Entry(string path) => new("x.zip", Limits) { Task = ReaderTask.Extract, Entry = path, MaxBytes = 1_000 };

    private static async Task Ask(Stream input, ReadRequest request, byte[] content)
    {
        await Frame.WriteAsync(input, JsonSerializer.SerializeToUtf8Bytes(request, ReaderJson.Pipe.ReadRequest), TestContext.Current.CancellationToken);
        await Frame.WriteAsync(input, content, TestContext.Current.CancellationToken);
    }

    private static async Task<string> Answer(Stream output) => Encoding.UTF8.GetString((await Frame.ReadAsync(output, TestContext.Current.CancellationToken))!);

    private static Archive Open(byte[] bytes) => Archive.Open(new FileToRead("export.zip", bytes, Limits));
}
