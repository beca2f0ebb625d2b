using MimeKit;
using MimeKit.Text;

namespace ResearchBot.Readers.Mail;

/// <summary>Writes a mail: its head, the one of its texts that is best read, and its attachments.</summary>
internal sealed class MessageText(DocumentBuilder builder, FileToRead file, MailLines lines)
{
    private const int MostParts = 1_000;

    private PlaceMark _place = new(0);
    private int _level;
    private int _parts;

    /// <param name="level">Of the heading that the subject is.</param>
    public void Write(MimeMessage message, int level)
    {
        var before = (_place, _level);
        (_place, _level, _parts) = (new PlaceMark(0) { Time = MailFacts.TimeOf(message) }, level, level == 1 ? 0 : _parts);
        builder.Place = _place;
        builder.Add(BlockKind.Heading, string.IsNullOrWhiteSpace(message.Subject) ? "(no subject)" : message.Subject, level);
        foreach (var field in MailFacts.Head(message))
        {
            builder.Add(BlockKind.Metadata, field);
        }

        if (message.Body is not null)
        {
            Part(message.Body, level);
        }

        (_place, _level) = before;
    }

    private void Part(MimeEntity entity, int level)
    {
        if (++_parts > MostParts)
        {
            throw new RefusalException($"The mail has more than {MostParts:N0} parts.");
        }

        switch (entity)
        {
            case Multipart { Count: > 0 } alternatives when alternatives.ContentType.IsMimeType("multipart", "alternative"):
                Part(Best(alternatives), level);
                break;
            case MultipartRelated { Root: { } root } related:
                Part(root, level);
                foreach (var part in related.Where(part => part != root && part.IsAttachment))
                {
                    Part(part, level);
                }

                break;
            case Multipart parts:
                foreach (var part in parts)
                {
                    Part(part, level);
                }

                break;
            case MessagePart { Message: { } inner }:
                Forwarded(inner);
                break;
            case TextPart text when !text.IsAttachment && (text.IsPlain || text.IsHtml || text.ContentType.IsMimeType("text", "enriched")):
                Body(text);
                break;
            case MimeKit.Tnef.TnefPart outlook:
                foreach (var part in Unpacked(outlook))
                {
                    Part(part, level);
                }

                break;
            case MimePart part:
                Attachment(part);
                break;
        }
    }

    /// <summary>What Outlook packs into winmail.dat.</summary>
    private IReadOnlyList<MimeEntity> Unpacked(MimeKit.Tnef.TnefPart outlook)
    {
        try
        {
            return [.. outlook.ExtractAttachments()];
        }
        catch (Exception damage) when (damage is MimeKit.Tnef.TnefException or FormatException or ArgumentException)
        {
            builder.Remark("The attachment winmail.dat was not read: it is damaged.");
            return [];
        }
    }

    /// <summary>The plain text, if it says anything; else what the sender thinks best of what is read.</summary>
    private static MimeEntity Best(Multipart alternatives)
    {
        var plain = alternatives.OfType<TextPart>().FirstOrDefault(text => text.IsPlain);
        return plain is not null && !string.IsNullOrWhiteSpace(plain.Text) ? plain
            : alternatives.LastOrDefault(part => part is Multipart or TextPart { IsHtml: true }) ?? alternatives[0];
    }

    private void Body(TextPart part)
    {
        var text = TextOf(part);
        if (string.IsNullOrWhiteSpace(text))
        {
            return;
        }

        if (!part.IsHtml)
        {
            MailBody.Write(builder, part.IsFlowed ? Unflowed(text, part) : text, _place, lines);
        }
        else if (InnerDocument.TryReadPart(file, "mail.html", System.Text.Encoding.UTF8.GetBytes(text), out var refused) is { } page)
        {
            builder.Append(page, _level, _ => _place);
        }
        else
        {
            builder.Remark($"The mail's text was not read: {refused}");
        }
    }

    private static string TextOf(TextPart part)
    {
        using var bytes = new MemoryStream();
        part.Content?.DecodeTo(bytes);
        var declared = part.ContentType.Charset is { } charset ? LegacyText.Named(charset) : null;
        return TextDecoder.TryDecode(bytes.ToArray(), declared) ?? part.Text;
    }

    /// <summary>The lines of RFC 3676 joined again.</summary>
    private static string Unflowed(string text, TextPart part)
    {
        var delsp = part.ContentType.Parameters.TryGetValue("delsp", out string? value) && value.Equals("yes", StringComparison.OrdinalIgnoreCase);
        return new FlowedToText { DeleteSpace = delsp }.Convert(text);
    }

    private void Forwarded(MimeMessage inner)
    {
        if (_level > 4)
        {
            builder.Remark("A forwarded mail was not read: it is nested too deeply.");
            return;
        }

        Write(inner, _level + 1);
        builder.Place = _place;
    }

    private void Attachment(MimePart part)
    {
        if (IsNoDocument(part))
        {
            return;
        }

        var name = Path.GetFileName(part.FileName?.Replace('\\', '/') ?? "");
        using var bytes = new MemoryStream();
        part.Content?.DecodeTo(bytes);
        builder.Place = _place;
        var shown = name.Length > 0 ? StatedText.Clean(name) : part.ContentType.MimeType;
        if (InnerDocument.TryRead(file, name.Length > 0 ? name : "attachment", bytes.ToArray(), out var refused) is not { } document)
        {
            builder.Remark($"The attachment {shown} was not read: {refused}");
            return;
        }

        builder.Add(BlockKind.Heading, shown, Math.Min(_level + 1, 6));
        builder.Append(document, _level + 1, inner => inner with { Line = null, Time = inner.Time ?? _place.Time });
        builder.Place = _place;
    }

    /// <summary>Pictures in the text, and signatures of programs.</summary>
    private static bool IsNoDocument(MimePart part) =>
        (!part.IsAttachment && part.ContentType.IsMimeType("image", "*"))
        || part.ContentType.IsMimeType("application", "pgp-signature") || part.ContentType.IsMimeType("application", "pkcs7-signature")
        || part.ContentType.IsMimeType("application", "x-pkcs7-signature") || part.ContentType.IsMimeType("application", "pgp-encrypted")
        || part.ContentType.IsMimeType("message", "delivery-status") || part.ContentType.IsMimeType("text", "css");
}

/// <summary>Writes the plain text of a mail: paragraphs, what is quoted, the signature.</summary>
internal static class MailBody
{
    private const int LongestSignature = 12;

    public static void Write(DocumentBuilder builder, string text, PlaceMark place, MailLines lines)
    {
        var rows = LineEnds.ToLineFeed(text).Split('\n');
        var signature = Signature(rows);
        var original = Array.FindIndex(rows, IsOriginal);
        (BlockKind Kind, int Depth)? open = null;
        for (var i = 0; i < rows.Length; i++)
        {
            var (depth, words) = Unquoted(rows[i]);
            var line = lines.Next(rows[i]);
            if (string.IsNullOrWhiteSpace(words) || (i == signature && depth == 0))
            {
                open = null;
                continue;
            }

            depth += original >= 0 && i > original ? 1 : 0;
            var kind = depth > 0 ? BlockKind.Quote : signature >= 0 && i > signature ? BlockKind.Note : BlockKind.Paragraph;
            if (open == (kind, depth))
            {
                builder.NewLine();
            }
            else
            {
                builder.Begin(kind, depth);
                open = (kind, depth);
            }

            builder.Place = place with { Line = line };
            builder.WriteVerbatim(words.TrimEnd());
        }

        builder.End();
    }

    /// <summary>The line of the signature's mark, if it is near the end; otherwise -1.</summary>
    private static int Signature(string[] rows)
    {
        var mark = Array.FindLastIndex(rows, row => row is "-- " or "--");
        var last = Array.FindLastIndex(rows, row => !string.IsNullOrWhiteSpace(row));
        return mark >= 0 && last - mark <= LongestSignature ? mark : -1;
    }

    private static bool IsOriginal(string row) => row.StartsWith("-----", StringComparison.Ordinal)
        && (row.Contains("Original Message", StringComparison.OrdinalIgnoreCase) || row.Contains("Ursprüngliche Nachricht", StringComparison.OrdinalIgnoreCase)
            || row.Contains("Forwarded", StringComparison.OrdinalIgnoreCase));

    private static (int Depth, string Words) Unquoted(string row)
    {
        var (depth, at) = (0, 0);
        for (var i = 0; i < row.Length && row[i] is '>' or ' '; i++)
        {
            if (row[i] == '>')
            {
                (depth, at) = (depth + 1, i + 1);
            }
        }

        return depth == 0 ? (0, row) : (Math.Min(depth, 9), row[at..].TrimStart());
    }
}
