using System.Text;
using ResearchBot.Readers;
using Shouldly;
using Xunit;

namespace ResearchBot.Tests.Readers;

public sealed class MailTests
{
    private const string Head = "From: Ada Example <ada@example.org>\nTo: Bob <bob@example.org>, carol@example.org\nSubject: Rotation of\n keys\nDate: Tue, 5 Mar 2024 10:30:00 +0100\nMIME-Version: 1.0\n";

    [Fact]
    public void The_subject_is_the_title_and_the_head_stands_before_the_text()
    {
        var document = Files.Read("a.eml", Head + "Content-Type: text/plain; charset=utf-8\n\nHello Bob,\n\nthe keys change\non Friday.\n");

        document.Title.ShouldBe("Rotation of keys");
        document.Published.ShouldBe("2024-03-05");
        document.About["author"].ShouldBe("Ada Example");
        document.Shown().ShouldBe(
        [
            (BlockKind.Heading, "Rotation of keys"), (BlockKind.Metadata, "From: Ada Example <ada@example.org>"),
            (BlockKind.Metadata, "To: Bob <bob@example.org>, carol@example.org"), (BlockKind.Metadata, "Date: 2024-03-05 10:30 +01:00"),
            (BlockKind.Paragraph, "Hello Bob,"), (BlockKind.Paragraph, "the keys change\non Friday."),
        ]);
        document.LineOf("Hello").ShouldBe(9);
        document.LineOf("on Friday").ShouldBe(12);
        document.MarkOf("Hello").Time.ShouldBe("2024-03-05 10:30 +01:00");
    }

    [Fact]
    public void What_is_quoted_and_the_signature_are_told_from_the_text()
    {
        var document = Files.Read("a.eml", Head + "\nYes.\n\nBob wrote:\n> Do they change?\n>> When?\n\n-- \nAda\nSecurity team\n");

        document.Shown()[4..].ShouldBe(
        [
            (BlockKind.Paragraph, "Yes."), (BlockKind.Paragraph, "Bob wrote:"), (BlockKind.Quote, "Do they change?"), (BlockKind.Quote, "When?"),
            (BlockKind.Note, "Ada\nSecurity team"),
        ]);
        document.Blocks.Where(block => block.Kind == BlockKind.Quote).Select(block => block.Level).ShouldBe([1, 2]);
    }

    [Fact]
    public void The_plain_text_is_preferred_and_html_is_read_where_there_is_none()
    {
        const string Both = "Content-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain\n\nPlain words.\n--b\nContent-Type: text/html\n\n<p>Rich <b>words</b>.</p>\n--b--\n";

        Files.Read("a.eml", Head + Both).Text.ShouldEndWith("\n\nPlain words.");
        Files.Read("a.eml", Head + "Content-Type: text/html\n\n<p>Rich <b>words</b>.</p>\n").Text.ShouldEndWith("Rich words.");
    }

    [Fact]
    public void Attachments_are_read_by_their_own_readers_and_what_is_not_read_is_a_remark()
    {
        var table = Convert.ToBase64String("Name,Days\nalpha,30\n"u8);
        var document = Files.Read("a.eml", Head + "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nSee the table.\n"
            + $"--b\nContent-Type: text/csv; name=\"keys.csv\"\nContent-Disposition: attachment; filename=\"keys.csv\"\nContent-Transfer-Encoding: base64\n\n{table}\n"
            + "--b\nContent-Type: application/gzip\nContent-Disposition: attachment; filename=\"all.gz\"\nContent-Transfer-Encoding: base64\n\nH4sIAAAAAAAA\n--b--\n");

        document.Shown()[4..].ShouldBe([(BlockKind.Paragraph, "See the table."), (BlockKind.Heading, "keys.csv"), (BlockKind.Header, "Name\tDays"), (BlockKind.Row, "alpha\t30")]);
        document.Blocks[^1].Under.ShouldBe(document.Blocks.Count - 2);
        document.RowOf("alpha").ShouldBe(2);
        document.LineOf("alpha").ShouldBeNull();
        document.Remarks.ShouldBe(["The attachment all.gz was not read: This kind of archive is not read; unpack it and load the folder, or pack it as a zip file."]);
    }

    [Fact]
    public void Mails_in_mails_are_read_to_a_depth_of_three()
    {
        var mail = "Subject: 0\nFrom: a@b\nTo: c@d\n\ninnermost words\n";
        for (var i = 1; i <= 5; i++)
        {
            mail = $"Subject: {i}\nFrom: a@b\nTo: c@d\nContent-Type: multipart/mixed; boundary=b{i}\n\n--b{i}\nContent-Type: application/octet-stream; name=m.eml\nContent-Disposition: attachment; filename=m.eml\nContent-Transfer-Encoding: base64\n\n"
                + $"{Convert.ToBase64String(Encoding.UTF8.GetBytes(mail))}\n--b{i}--\n";
        }

        var document = Files.Read("a.eml", mail);

        document.Text.ShouldContain("2");
        document.Text.ShouldNotContain("innermost");
        document.Remarks.ShouldBe(["The attachment m.eml was not read: it is nested deeper than 3 files"]);
    }

    [Fact]
    public void The_html_of_a_mail_is_read_at_every_depth()
    {
        var inner = "Subject: Inner\nFrom: a@b\nTo: c@d\nContent-Type: text/html\n\n<p>Rich <b>words</b>.</p>\n";

        DocumentReaders.Read(new FileToRead("a.eml", Encoding.UTF8.GetBytes(inner), new ReadingLimits(Files.Limit)) { Depth = 3 }).Text.ShouldEndWith("Rich words.");
    }

    [Fact]
    public void A_mail_in_utf16_is_read() =>
        Files.Read("a.eml", [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(Head + "\nGrüße.\n")]).Text.ShouldEndWith("Grüße.");

    [Fact]
    public void Each_mail_of_a_mailbox_is_a_section_with_its_date()
    {
        var document = Files.Read("a.mbox", $"From ada Tue Mar  5 10:30:00 2024\n{Head}\nFirst words.\n\nFrom bob Wed Mar  6 10:30:00 2024\nSubject: Second\nFrom: bob@example.org\nDate: Wed, 6 Mar 2024 11:00:00 +0000\n\nOther words.\n");

        document.Blocks.Where(block => block.Kind == BlockKind.Heading).Select(document.TextOf).ShouldBe(["Rotation of keys", "Second"]);
        document.SectionOf("Other words").ShouldBe("Second");
        document.MarkOf("Other words").Time.ShouldBe("2024-03-06 11:00 +00:00");
        document.LineOf("Other words").ShouldBe(16);
    }

    [Theory]
    [InlineData("X: y\n", 100_000, "The mail's head has more than 20,000 lines.")]
    [InlineData("\n--x\n", 100_000, "The mail has more than 20,000 parts.")]
    public void A_mail_made_to_harm_is_refused(string part, int times, string refusal) =>
        Files.Refusal("a.eml", Head + string.Concat(Enumerable.Repeat(part, times))).ShouldBe(refusal);
}
