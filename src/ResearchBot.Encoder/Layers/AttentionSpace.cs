using ResearchBot.Encoder.Numerics;

namespace ResearchBot.Encoder.Layers;

/// <summary>What one head of attention over one text needs.</summary>
internal sealed class AttentionSpace(int panelWidth)
{
    private const int LongestText = SentenceEncoder.MostPieces;
    private const int WidestHead = 128;

    public Rows Scores { get; } = new(LongestText, LongestText);

    public AlignedFloats Keys { get; } = new(LongestText * WidestHead);

    public AlignedFloats Values { get; } = new(LongestText * WidestHead);

    public int PanelWidth => panelWidth;
}
