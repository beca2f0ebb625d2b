namespace ResearchBot.Core.Text;

/// <summary>A part of a text, in UTF-16 code units.</summary>
/// <param name="Start">Offset of its first code unit.</param>
public readonly record struct TextRange(int Start, int Length)
{
    public int End => Start + Length;
}
