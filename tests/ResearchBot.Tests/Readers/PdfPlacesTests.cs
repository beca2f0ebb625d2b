using FsCheck.Fluent;
using ResearchBot.Readers;
using ResearchBot.Tests.Support;
using Shouldly;
using Xunit;

namespace ResearchBot.Tests.Readers;

public sealed class PdfPlacesTests
{
    [Fact]
    public void Every_word_is_said_to_stand_on_its_page_and_blocks_cover_the_text() => Properties.Holds(
        from pages in Gen.Choose(1, 4)
        from lines in Gen.Choose(0, 12).ArrayOf(pages)
        from indents in Gen.Choose(0, 200).ArrayOf(pages * 12)
        where lines.Any(count => count > 0)
        select (lines, indents),
        drawn =>
        {
            var file = new PdfFile();
            foreach (var (page, count) in drawn.lines.Index())
            {
                for (var line = 0; line < count; line++)
                {
                    file.Text(50 + drawn.indents[(page * 12) + line], 60 + (18 * line), $"word{page}of{line} goes here", size: line % 5 == 4 ? 15 : 10);
                }

                file = page + 1 < drawn.lines.Length ? file.NewPage() : file;
            }

            var document = file.Read();

            foreach (var (page, count) in drawn.lines.Index())
            {
                for (var line = 0; line < count; line++)
                {
                    var at = document.Text.IndexOf($"word{page}of{line} goes here", StringComparison.Ordinal);
                    at.ShouldBeGreaterThanOrEqualTo(0);
                    PageAt(document, at).ShouldBe(page + 1);
                }
            }

            var end = 0;
            foreach (var block in document.Blocks)
            {
                document.Text[end..block.Start].ShouldAllBe(c => char.IsWhiteSpace(c));
                block.Length.ShouldBeGreaterThan(0);
                end = block.Start + block.Length;
            }

            end.ShouldBe(document.Text.Length);
        },
        cases: 40);

    [Fact]
    public void Pages_are_those_of_another_program()
    {
        Assert.SkipUnless(OutsideProgram.IsInstalled("pdftotext"), "pdftotext is not installed (poppler-utils).");
        var file = new PdfFile();
        for (var page = 1; page <= 3; page++)
        {
            file.Text(50, 60, $"Only page number{page} holds these words.").Table(50, 100, 150, ["Key", "Value"], [$"row{page}", $"cell{page}"]);
            file = page < 3 ? file.NewPage() : file;
        }

        using var folder = new TestFolder();
        var bytes = file.Bytes();
        folder.Write("a.pdf", bytes);
        var document = Files.Read("a.pdf", bytes);

        for (var page = 1; page <= 3; page++)
        {
            var words = OutsideProgram.Run("pdftotext", ["-f", $"{page}", "-l", $"{page}", "a.pdf", "-"], folder.Path, TimeSpan.FromMinutes(2)).ShouldNotBeNull();
            foreach (var word in words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Where(word => word.Any(char.IsDigit)))
            {
                PageAt(document, document.Text.IndexOf(word, StringComparison.Ordinal)).ShouldBe(page, word);
            }
        }
    }

    private static int? PageAt(ReadDocument document, int offset) => document.Places.Last(place => place.Start <= offset).Page;
}
