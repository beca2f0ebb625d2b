using System.Security.Cryptography;
using System.Text;

namespace ResearchBot.Core.Search.Stored;

/// <summary>The code that made a segment. What other code made is never read: its terms may be others.</summary>
internal static class SegmentStamp
{
    private const int Format = 1;

    /// <summary>Stands first in each file.</summary>
    public static ReadOnlySpan<byte> Magic => "RBSEGMNT"u8;

    /// <summary>
    /// Differs with every build of this assembly, which holds the analyzer and its word lists, with the runtime, whose
    /// character classes it uses, and with the machine's byte order, in which the arrays are written.
    /// </summary>
    public static byte[] Current { get; } = SHA256.HashData(Encoding.UTF8.GetBytes(
        $"{Format} {typeof(SegmentStamp).Module.ModuleVersionId} {Environment.Version} {BitConverter.IsLittleEndian}"));
}
