namespace ResearchBot.Core.Retention;

/// <summary>What becomes of a row when the person in one of its columns is forgotten.</summary>
public enum PersonFate
{
    /// <summary>The row goes.</summary>
    Delete,

    /// <summary>Others need the row: the person in it becomes <see cref="StoredTables.Forgotten"/>.</summary>
    Replace,

    /// <summary>The row has to hold for the person still: they become a keyed hash, and its free text goes.</summary>
    Hash,

    /// <summary>The column looks like one, but never holds a person.</summary>
    NoPerson,
}
