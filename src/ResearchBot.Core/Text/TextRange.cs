namespace ResearchBot.Core.Text;

/// <summary>A part of a text, in UTF-16 code units.</summary>
/// <param name="Start">Offset of its first code unit.</param>
/// <param name="Length">How many there are.</param>
public readonly record struct TextRange(int Start, int Length)
{
    /// <summary>The offset after its last code unit.</summary>
    public int End => Start + Length;
}
