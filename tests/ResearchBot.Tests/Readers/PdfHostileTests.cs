using System.Text;
using ResearchBot.Readers;
using ResearchBot.Tests.Support;
using Shouldly;
using Xunit;

namespace ResearchBot.Tests.Readers;

public sealed class PdfHostileTests
{
    private static readonly byte[] Good = RawPdf.Stream(RawPdf.Show("Good words.", 100, 700));

    [Fact]
    public void A_password_is_a_clear_refusal()
    {
        var key = string.Concat(Enumerable.Repeat("41", 32));
        var bytes = RawPdf.Of(
            [Good],
            trailerExtra: $"/ID[<{key}><{key}>]/Encrypt<</Filter/Standard/V 1/R 2/O<{key}>/U<{key}>/P -4>>");

        Files.Refusal("a.pdf", bytes).ShouldBe("The PDF is protected by a password. Save it without one and load that.");
    }

    [Fact]
    public void A_broken_page_costs_only_itself_and_is_named()
    {
        var broken = RawPdf.Stream(Encoding.Latin1.GetBytes("This was never packed, and cannot be unpacked."), "/Filter/FlateDecode");

        var document = Files.Read("a.pdf", RawPdf.Of([Good, broken, Good]));

        document.Remarks.ShouldHaveSingleItem().ShouldStartWith("Page 2 was not read: ");
        document.Places.Select(place => place.Page).ShouldBe([1, 3]);
    }

    [Fact]
    public void A_page_that_unpacks_without_end_is_named_and_takes_little_memory()
    {
        var bomb = RawPdf.Packed(RawPdf.Packed(new byte[150 * 1024 * 1024]));
        var bytes = RawPdf.Of([Good, RawPdf.Stream(bomb, "/Filter[/FlateDecode/FlateDecode]")]);
        bytes.Length.ShouldBeLessThan(50_000);
        var before = GC.GetTotalAllocatedBytes();

        var document = Files.Read("a.pdf", bytes);

        document.Remarks.ShouldBe(["Page 2 was not read: unpacked, its content is larger than is read."]);
        (GC.GetTotalAllocatedBytes() - before).ShouldBeLessThan(100L * 1024 * 1024);
    }

    [Fact]
    public void Ten_thousand_empty_pages_are_refused_as_empty() =>
        Files.Refusal("a.pdf", RawPdf.Of(Enumerable.Repeat(RawPdf.Stream(""), 10_000))).ShouldBe("The file holds no text that a person can see.");

    [Fact]
    public void A_picture_of_text_is_refused_or_recognised_but_never_empty_without_a_word()
    {
        var picture = RawPdf.Stream("q 400 0 0 400 100 300 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \u0080 EI Q");

        var document = Files.Read("a.pdf", RawPdf.Of([Good, picture]));

        document.Text.ShouldBe("Good words.");
        if (!OutsideProgram.IsInstalled("tesseract"))
        {
            document.Remarks.ShouldHaveSingleItem().ShouldStartWith("Page 2 was not read: it is a picture. Install ");
        }
    }

    [Fact]
    public void Random_damage_is_read_or_refused()
    {
        var whole = new PdfFile().Lines(50, 60, "Some words of a text", "that is damaged.").Table(50, 120, 100, ["A", "B"], ["1", "2"]).Bytes();
        var random = new Random(7);
        for (var i = 0; i < 60; i++)
        {
            var damaged = (byte[])whole.Clone();
            for (var change = 0; change < 1 + (i % 20); change++)
            {
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            }

            try
            {
                Files.Read("a.pdf", damaged).Text.ShouldNotBeEmpty();
            }
            catch (RefusalException refusal)
            {
                refusal.Message.ShouldEndWith(".");
            }
        }
    }

    [Fact]
    public async Task Deep_nesting_gets_one_status_and_the_next_file_is_loaded()
    {
        using var folder = new TestFolder();
        folder.Write("files/a.pdf", RawPdf.Of([RawPdf.Stream(new string('[', 400_000) + new string(']', 400_000) + " TJ")]));
        folder.Write("files/b.pdf", RawPdf.Of([Good], catalogExtra: $"/Nested {new StringBuilder().Insert(0, "<</A ", 200_000)}1{new StringBuilder().Insert(0, ">>", 200_000)}"));
        folder.Write("files/c.pdf", RawPdf.Of([Good]));

        var load = await BotProcess.RunAsync(folder.Path, ["load", "files", "--json"], [("Reading__DeadlineSeconds", "60")]);

        load.Statuses.Values.Last().ShouldBe("loaded");
        load.Statuses.Values.SkipLast(1).ShouldAllBe(status => status == "failed" || status == "refused" || status == "loaded");
    }
}
