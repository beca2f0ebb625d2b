namespace ResearchBot.Readers.Decoding;

/// <summary>The order of the two bytes of a UTF-16 unit.</summary>
internal enum Endian
{
    Little,
    Big,
}
