using ResearchBot.Core.Documents;
using ResearchBot.Core.Ingestion;
using ResearchBot.Readers;
using ResearchBot.Tests.Support;
using Shouldly;
using UglyToad.PdfPig.Core;
using Xunit;

namespace ResearchBot.Tests.Readers;

/// <summary>Pages that are pictures, read by Tesseract.</summary>
public sealed class ScannedPagesTests
{
    private static readonly ReadingLimits Patient = new(Files.Limit) { DeadlineSeconds = 600 };

    [Fact]
    public void A_picture_is_recognised_and_says_so()
    {
        var picture = Picture("The harbour opens at seven", "and closes at midnight.");

        var document = DocumentReaders.Read(new FileToRead("a.png", picture, Patient));

        document.Text.ReplaceLineEndings(" ").ShouldBe("The harbour opens at seven and closes at midnight.");
        document.About["ocr"].ShouldBe("1");
    }

    [Fact]
    public async Task Scanned_pages_stand_between_the_others_are_told_of_and_are_kept_until_the_document_is_stored()
    {
        var file = new PdfFile().Text(50, 60, "The first page is text.");
        foreach (var words in (string[])["Second page of pictures", "Third page of pictures"])
        {
            file.NewPage().Page.AddPng(Picture(words), new PdfRectangle(0, 0, 595, 842));
        }

        var bytes = file.NewPage().Text(50, 60, "The last page is text.").Bytes();
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes));
        await using var bot = await TestBot.StartAsync(settings: new() { ["Reading:DeadlineSeconds"] = "600" });
        await bot.Get<RecognisedPages>().KeepAsync(hash, "eng", 3, "100 1\n0 0 90 10 \n0 0 90 10 Remembered", TestContext.Current.CancellationToken);
        var told = new List<ReadingProgress>();

        var read = await bot.Get<IFileReader>().ReadAsync("a.pdf", bytes, new Told(told), TestContext.Current.CancellationToken);

        read.Value.ShouldNotBeNull().Text.ShouldBe("The first page is text.\n\nSecond page of pictures\n\nRemembered\n\nThe last page is text.");
        read.Value.About["ocr"].ShouldBe("2 to 3");
        told.ShouldBe([new ReadingProgress(0, 2), new ReadingProgress(1, 2)]);
        (await KeptAsync(bot, hash)).ShouldBe([2, 3]);
        RecognisedPages.Include(read.Value.About, 3).ShouldBeTrue();
        RecognisedPages.Include(read.Value.About, 4).ShouldBeFalse();

        await bot.Get<DocumentStore>().SaveAsync(
            new NewVersion(new CollectionId("default", "general"), "a.pdf", "root", $"2:{hash}", "A scan", null, read.Value.About, read.Value.Text, new DocumentStructure(read.Value.Text), []),
            TestContext.Current.CancellationToken);
        (await KeptAsync(bot, hash)).ShouldBeEmpty();
    }

    private static async Task<IEnumerable<int>> KeptAsync(TestBot bot, string hash) =>
        (await bot.Get<RecognisedPages>().FindAsync(hash, "eng", TestContext.Current.CancellationToken)).Keys.Order();

    /// <summary>A picture of words, drawn by poppler.</summary>
    private static byte[] Picture(params string[] lines)
    {
        Assert.SkipUnless(OutsideProgram.IsInstalled("pdftoppm"), "pdftoppm is not installed (poppler-utils).");
        Assert.SkipUnless(OutsideProgram.IsInstalled("tesseract"), "tesseract is not installed (tesseract-ocr).");
        var file = new PdfFile();
        foreach (var (i, line) in lines.Index())
        {
            file.Text(60, 100 + (30 * i), line, size: 24);
        }

        using var folder = new TestFolder();
        folder.Write("a.pdf", file.Bytes());
        OutsideProgram.Run("pdftoppm", ["-r", "100", "-gray", "-png", "-singlefile", "a.pdf", "a"], folder.Path, TimeSpan.FromMinutes(5)).ShouldNotBeNull();
        return File.ReadAllBytes(Path.Combine(folder.Path, "a.png"));
    }

    private sealed class Told(List<ReadingProgress> list) : IProgress<ReadingProgress>
    {
        public void Report(ReadingProgress value) => list.Add(value);
    }
}
