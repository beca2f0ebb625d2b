using ResearchBot.Readers;
using Shouldly;
using Xunit;

namespace ResearchBot.Tests.Readers.Office;

public sealed class ConvertedTests
{
    private const string Rtf = @"{\rtf1\ansi{\stylesheet{\s1 heading 1;}}\pard\s1\outlinelevel0 Rotation\par\pard Keys are changed every \b 90\b0  days.\par}";

    [Fact]
    public void A_rich_text_file_is_read_by_LibreOffice()
    {
        Assert.SkipUnless(OutsideProgram.IsInstalled("soffice"), "LibreOffice is not installed.");

        var file = new FileToRead("a.rtf", System.Text.Encoding.ASCII.GetBytes(Rtf), new ReadingLimits(Files.Limit) { DeadlineSeconds = 120 });
        var document = DocumentReaders.Read(file);

        document.Outline().ShouldBe(["Heading1: Rotation", "Paragraph: Keys are changed every 90 days."]);
    }

    [Fact]
    public void Without_LibreOffice_the_package_is_named()
    {
        Assert.SkipWhen(OutsideProgram.IsInstalled("soffice"), "LibreOffice is installed.");

        Files.Refusal("a.rtf", Rtf).ShouldBe("A .rtf file is read with LibreOffice, which is not installed. Install libreoffice-writer, or save the file as .docx and load that.");
    }
}
