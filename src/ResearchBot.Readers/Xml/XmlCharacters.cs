using System.Text;

namespace ResearchBot.Readers.Xml;

/// <summary>The characters of an XML file without its declaration. A long stretch without markup, which a parser would have to hold as a whole, and a file
/// that is too long are refused. The encoding is that of the byte order mark, else the declared one, else UTF-8; bytes that do not fit become U+FFFD.</summary>
internal sealed class XmlCharacters : TextReader
{
    private const int LongestStretch = 4 * 1024 * 1024;
    private const long Longest = 128L * 1024 * 1024;
    private const int Head = 256;

    private readonly StreamReader _reader;
    private readonly char[] _head = new char[Head];
    private int _headStart;
    private readonly int _headEnd;
    private long _count;
    private int _stretch;

    public XmlCharacters(Stream stream)
    {
        var start = new byte[Head];
        var length = stream.ReadAtLeast(start, Head, throwOnEndOfStream: false);
        var whole = new Joined(start.AsMemory(0, length), stream);
        _reader = new StreamReader(whole, Encoding(start.AsSpan(0, length)), detectEncodingFromByteOrderMarks: true);
        _headEnd = _reader.ReadBlock(_head, 0, Head);
        _headStart = AfterDeclaration(_head.AsSpan(0, _headEnd));
    }

    public override int Read(char[] buffer, int index, int count)
    {
        int read;
        if (_headStart < _headEnd)
        {
            read = Math.Min(count, _headEnd - _headStart);
            Array.Copy(_head, _headStart, buffer, index, read);
            _headStart += read;
        }
        else
        {
            read = _reader.Read(buffer, index, count);
        }

        Guard(buffer.AsSpan(index, read));
        return read;
    }

    public override int Read()
    {
        var one = new char[1];
        return Read(one, 0, 1) == 0 ? -1 : one[0];
    }

    protected override void Dispose(bool disposing)
    {
        _reader.Dispose();
        base.Dispose(disposing);
    }

    private void Guard(ReadOnlySpan<char> characters)
    {
        _count += characters.Length;
        var last = characters.LastIndexOf('<');
        _stretch = last < 0 ? _stretch + characters.Length : characters.Length - last;
        if (_stretch > LongestStretch || _count > Longest)
        {
            throw new RefusalException("The file holds a part that is longer than what is read.");
        }
    }

    private static Encoding Encoding(ReadOnlySpan<byte> start)
    {
        if (start is [0x3C, 0x00, ..])
        {
            return System.Text.Encoding.Unicode;
        }

        if (start is [0x00, 0x3C, ..])
        {
            return System.Text.Encoding.BigEndianUnicode;
        }

        var text = System.Text.Encoding.Latin1.GetString(start);
        var declaration = text[..AfterDeclaration(text)];
        var at = declaration.IndexOf("encoding", StringComparison.Ordinal);
        var name = at < 0 ? "" : declaration[(at + "encoding".Length)..].TrimStart(' ', '=').Split('"', '\'') is [_, var value, ..] ? value : "";
        try
        {
            return name.Length == 0 || name.StartsWith("utf-16", StringComparison.OrdinalIgnoreCase)
                ? System.Text.Encoding.UTF8
                : System.Text.Encoding.GetEncoding(name);
        }
        catch (ArgumentException)
        {
            return System.Text.Encoding.UTF8;
        }
    }

    /// <summary>Where the text goes on after white space and a declaration. Without it XML 1.1 is read as well.</summary>
    private static int AfterDeclaration(ReadOnlySpan<char> start)
    {
        var from = start.IndexOfAnyExcept(" \t\r\n\uFEFF");
        if (from < 0 || !start[from..].StartsWith("<?xml ", StringComparison.Ordinal))
        {
            return Math.Max(0, from);
        }

        var end = start.IndexOf("?>", StringComparison.Ordinal);
        return end < 0 ? from : end + "?>".Length;
    }

    /// <summary>Bytes that were read ahead, and the rest of their stream.</summary>
    private sealed class Joined(ReadOnlyMemory<byte> start, Stream rest) : ForwardStream(rest)
    {
        private ReadOnlyMemory<byte> _start = start;

        public override int Read(Span<byte> buffer)
        {
            if (_start.IsEmpty)
            {
                return Inner.Read(buffer);
            }

            var count = Math.Min(buffer.Length, _start.Length);
            _start.Span[..count].CopyTo(buffer);
            _start = _start[count..];
            return count;
        }
    }
}
