using System.Globalization;
using System.Text;
using MimeKit;

namespace ResearchBot.Readers.Mail;

/// <summary>Mails: subject, head and text, then the attachments, each by its own reader.</summary>
public sealed class MailReader : DocumentReader
{
    private const int MostBoundaries = 20_000;

    public override IReadOnlyList<string> Extensions { get; } = [".eml", ".mht", ".mhtml"];

    public override ReadDocument Read(FileToRead file)
    {
        var bytes = MailBytes.Of(file.Content);
        if (bytes.AsSpan().Count("\n--"u8) > MostBoundaries)
        {
            throw new RefusalException($"The mail has more than {MostBoundaries:N0} parts.");
        }

        using var stream = new MemoryStream(bytes, writable: false);
        MimeMessage message;
        try
        {
            message = new MimeParser(MailBytes.Options, stream, MimeFormat.Entity).ParseMessage();
        }
        catch (FormatException)
        {
            throw new RefusalException("The file is not a mail; save it anew from the mail program as .eml.");
        }

        using (message)
        {
            var builder = new DocumentBuilder(file.Limits.MaxCharacters);
            new MessageText(builder, file, new MailLines(bytes)).Write(message, level: 1);
            var about = MailFacts.Of(message);
            return builder.Build(about.GetValueOrDefault("title"), about.GetValueOrDefault("published"), about);
        }
    }
}

/// <summary>Mailboxes: many mails in one file, each under its subject.</summary>
public sealed class MailboxReader : DocumentReader
{
    public override IReadOnlyList<string> Extensions { get; } = [".mbox"];

    public override ReadDocument Read(FileToRead file)
    {
        var bytes = MailBytes.Of(file.Content);
        using var stream = new MemoryStream(bytes, writable: false);
        var parser = new MimeParser(MailBytes.Options, stream, MimeFormat.Mbox);
        var builder = new DocumentBuilder(file.Limits.MaxCharacters);
        var text = new MessageText(builder, file, new MailLines(bytes));
        try
        {
            while (!parser.IsEndOfStream)
            {
                using var message = parser.ParseMessage();
                text.Write(message, level: 1);
            }
        }
        catch (FormatException) when (builder.Length > 0)
        {
            builder.Remark("The mailbox is damaged: what follows the last mail that is shown was not read.");
        }
        catch (FormatException)
        {
            throw new RefusalException("The file is not a mailbox; each mail has to begin with a line “From …”.");
        }

        return builder.Build();
    }
}

/// <summary>A mail's bytes, as its parser takes them.</summary>
internal static class MailBytes
{
    private const int MaxNesting = 32;
    private const int MostHeadLines = 20_000;

    public static ParserOptions Options { get; } = new() { MaxMimeDepth = MaxNesting, CharsetEncoding = Encoding.UTF8 };

    /// <summary>Some programs save mails in UTF-16; to the parser they are UTF-8.</summary>
    public static byte[] Of(byte[] content)
    {
        var isWide = content is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] || content.AsSpan(0, Math.Min(content.Length, 200)).Contains((byte)0);
        var bytes = isWide ? Encoding.UTF8.GetBytes(TextDecoder.Decode(content)) : content;
        return bytes.AsSpan().IndexOfAnyExcept(" \t\r\n"u8) < 0 ? throw new RefusalException("The file is empty.")
            : HeadLines(bytes) > MostHeadLines ? throw new RefusalException($"The mail's head has more than {MostHeadLines:N0} lines.")
            : bytes;
    }

    /// <summary>The lines before the first empty one.</summary>
    private static int HeadLines(ReadOnlySpan<byte> content)
    {
        var (lf, crlf) = (content.IndexOf("\n\n"u8), content.IndexOf("\r\n\r\n"u8));
        var end = lf < 0 ? crlf : crlf < 0 ? lf : Math.Min(lf, crlf);
        return content[..(end < 0 ? content.Length : end)].Count((byte)'\n');
    }
}

/// <summary>What a mail states about itself.</summary>
internal static class MailFacts
{
    public static Dictionary<string, string> Of(MimeMessage message)
    {
        var about = new Dictionary<string, string>();
        Add("title", message.Subject);
        Add("author", message.From.Mailboxes.FirstOrDefault() is { } from ? NameOf(from) : null);
        Add("published", TimeOf(message) is { } time ? time[..10] : null);
        return about;

        void Add(string key, string? value)
        {
            if (value is not null && StatedText.Clean(value) is { Length: > 0 } clean)
            {
                about.Add(key, clean);
            }
        }
    }

    /// <summary>The fields of the head that a mail program shows.</summary>
    public static IEnumerable<string> Head(MimeMessage message)
    {
        foreach (var (name, addresses) in new[] { ("From", message.From), ("To", message.To), ("Cc", message.Cc) })
        {
            if (addresses.Count > 0)
            {
                yield return $"{name}: {string.Join(", ", addresses.Mailboxes.Select(AddressOf))}";
            }
        }

        if (TimeOf(message) is { } time)
        {
            yield return $"Date: {time}";
        }
    }

    /// <summary>When it was sent, as its sender's clock showed it.</summary>
    public static string? TimeOf(MimeMessage message) => message.Headers.Contains(HeaderId.Date) && message.Date.Year > 1970
        ? message.Date.ToString("yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture)
        : null;

    private static string NameOf(MailboxAddress one) => string.IsNullOrWhiteSpace(one.Name) ? one.Address : one.Name;

    private static string AddressOf(MailboxAddress one) => string.IsNullOrWhiteSpace(one.Name) ? one.Address : $"{one.Name} <{one.Address}>";
}

/// <summary>Finds the lines of a mail's text in its file, where they stand there as they are.</summary>
internal sealed class MailLines
{
    private readonly Dictionary<string, List<int>> _numbers = [];
    private int _last;

    public MailLines(byte[] content)
    {
        var number = 0;
        foreach (var line in (TextDecoder.TryDecode(content) ?? "").AsSpan().EnumerateLines())
        {
            number++;
            if (!line.IsWhiteSpace())
            {
                var key = line.TrimEnd().TrimEnd('=').TrimEnd().ToString(); // a quoted-printable line may go on
                if (!_numbers.TryGetValue(key, out var numbers))
                {
                    _numbers.Add(key, numbers = []);
                }

                numbers.Add(number);
            }
        }
    }

    /// <returns>The number of the next such line; null if there is none.</returns>
    public int? Next(ReadOnlySpan<char> line)
    {
        if (!_numbers.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(line.TrimEnd(), out var numbers))
        {
            return null;
        }

        var at = numbers.BinarySearch(_last + 1);
        at = at < 0 ? ~at : at;
        return at == numbers.Count ? null : _last = numbers[at];
    }
}
