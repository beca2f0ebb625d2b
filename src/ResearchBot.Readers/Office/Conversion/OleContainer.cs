using System.Buffers.Binary;
using System.Text;

namespace ResearchBot.Readers.Office.Conversion;

/// <summary>The container of Office files before 2007, and of protected ones since.</summary>
internal static class OleContainer
{
    private const int EntryLength = 128;
    private const int NameLengthAt = 64;

    /// <summary>Whether content begins as such a container does.</summary>
    public static bool IsOne(ReadOnlySpan<byte> content) => content.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]);

    /// <summary>The names of the streams that tell what a file is. Entries of the directory stand at multiples of their length.</summary>
    public static HashSet<string> Names(ReadOnlySpan<byte> content)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var at = 4 * EntryLength; at + EntryLength <= content.Length && names.Count < 4_096; at += EntryLength)
        {
            var entry = content.Slice(at, EntryLength);
            var length = BinaryPrimitives.ReadUInt16LittleEndian(entry[NameLengthAt..]);
            if (length is > 2 and <= NameLengthAt && length % 2 == 0 && entry[NameLengthAt + 2] is 1 or 2 && entry[length - 2] == 0 && entry[length - 1] == 0)
            {
                names.Add(Encoding.Unicode.GetString(entry[..(length - 2)]));
            }
        }

        return names;
    }
}
