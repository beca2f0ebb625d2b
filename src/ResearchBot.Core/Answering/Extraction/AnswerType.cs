namespace ResearchBot.Core.Answering.Extraction;

/// <summary>What kind of thing a question asks for.</summary>
internal enum AnswerType
{
    /// <summary>No particular kind.</summary>
    Any,

    /// <summary>Who: a name.</summary>
    Person,

    /// <summary>When: a date or a year.</summary>
    Time,

    /// <summary>Where: a place.</summary>
    Place,

    /// <summary>How many, how much: a figure.</summary>
    Figure,
}
