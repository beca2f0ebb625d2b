using System.IO.Compression;
using System.Text;
using ResearchBot.Readers;
using Shouldly;
using Xunit;

namespace ResearchBot.Tests.Readers;

public sealed class FileTypeTests
{
    private static readonly byte[] Ole = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[504]];

    [Theory]
    [InlineData("page.pdf", "<!DOCTYPE html><html><body><p>The <b>office</b> opens at nine.</p></body></html>")]
    [InlineData("page.doc", "<html><body><p>The office opens at nine.</p></body></html>")]
    [InlineData("page", "\n<!doctype HTML>\n<title>x</title><p>The office opens at nine.</p>")]
    [InlineData("page.pdf", "The office opens at nine.")]
    [InlineData("page.unknown", "The office opens at nine.")]
    [InlineData("page", "The office opens at nine.")]
    public void Content_decides_and_text_of_an_unknown_kind_is_text(string name, string text) => Files.Read(name, text).Text.ShouldBe("The office opens at nine.");

    [Fact]
    public void A_sheet_saved_as_tab_separated_text_is_a_table() => Files.Read("a.xls", "Name\tDays\nalpha\t30\n").Blocks[1].Kind.ShouldBe(BlockKind.Row);

    [Theory]
    [InlineData("mail", "From: Ada <ada@example.org>\nTo: bob@example.org\nSubject: Keys\n\nRotate them.", "Keys\n\nFrom: Ada")]
    [InlineData("x.data", "WEBVTT\n\n00:01.000 --> 00:02.000\nHello there.\n", "Hello there.")]
    [InlineData("x.data", "1\n00:00:01,000 --> 00:00:02,000\nHello there.\n", "Hello there.")]
    [InlineData("run", "#!/usr/bin/env python3\ndef go():\n    pass\n", "go\n\ndef go")]
    [InlineData("Makefile", "all: a\n\techo\n", "all\n\nall: a")]
    public void A_file_without_a_known_end_is_told_by_its_first_lines_or_its_name(string name, string text, string read) =>
        Files.Read(name, text).Text.ShouldContain(read);

    [Theory]
    [InlineData("EncryptedPackage", "The file is protected with a password. Save it without one.")]
    [InlineData("__properties_version1.0", "Outlook's .msg files are not read; save the mail as .eml.")]
    [InlineData("Something", "This kind of file is not read: it is an older Office container. Save it as PDF.")]
    public void An_older_container_is_told_by_what_it_holds(string stream, string refusal) =>
        Files.Refusal("report.docx", [.. Ole, .. Encoding.Unicode.GetBytes(stream + "\0"), .. new byte[100]]).ShouldBe(refusal);

    [Theory]
    [InlineData(new byte[] { 0x1F, 0x8B, 8, 0, 0, 0, 0, 0 }, "This kind of archive is not read; unpack it and load the folder, or pack it as a zip file.")]
    [InlineData(new byte[] { 0x7F, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1, 0 }, "This is a program, which holds no text to read.")]
    [InlineData(new byte[] { 0, 0, 0, 0x18, (byte)'f', (byte)'t', (byte)'y', (byte)'p', (byte)'m', (byte)'p', (byte)'4', (byte)'2' }, "Sound and video are not read; load a transcript, such as an .srt, .vtt or .txt file.")]
    [InlineData(new byte[] { 1, 2, 3, 4, 5, 0, 0, 0, 200 }, "This kind of file is not read: it is binary and of no known format. Save it as PDF, as an Office file or as text.")]
    public void Binary_content_that_is_not_read_says_what_to_do(byte[] content, string refusal)
    {
        foreach (var name in new[] { "a", "a.unknown", "a.txt" })
        {
            var given = Files.Refusal(name, content);
            given.ShouldBe(name == "a.txt" && refusal.Contains("no known format", StringComparison.Ordinal) ? "The file is binary, not text." : refusal);
        }
    }

    [Fact]
    public void A_mail_is_told_by_its_head_whatever_bytes_follow() =>
        Files.Read("mail_7", [.. "Received: x\nFrom: ada@example.org\nSubject: Keys\nContent-Type: text/plain\n\nRotate them. "u8, 0, 1, 2, 0xFF]).Title.ShouldBe("Keys");

    [Fact]
    public void A_zip_of_files_inside_another_file_is_named_as_such() =>
        Files.Refusal("a.docx", Zip(("notes.txt", "Hello"))).ShouldBe("This is an archive inside another file; unpack it and load what it holds.");

    internal static byte[] Zip(params (string Name, string Text)[] files) => Zip(files.Select(file => (file.Name, Encoding.UTF8.GetBytes(file.Text))));

    internal static byte[] Zip(IEnumerable<(string Name, byte[] Bytes)> files)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in files)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(content);
            }
        }

        return bytes.ToArray();
    }
}
