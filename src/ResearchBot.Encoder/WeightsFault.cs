namespace ResearchBot.Encoder;

/// <summary>Why the encoder cannot be loaded.</summary>
public enum WeightsFault
{
    /// <summary>A file is not there: the weights were never fetched, or not all of them.</summary>
    Missing,

    /// <summary>A file is there, but cannot be read or has another hash than the published one.</summary>
    Damaged,
}
