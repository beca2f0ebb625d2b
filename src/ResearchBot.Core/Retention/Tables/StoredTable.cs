namespace ResearchBot.Core.Retention;

/// <summary>A table of the store, as forgetting and deletion see it.</summary>
/// <param name="Name">The table.</param>
/// <param name="Workspace">The SQL expression of a row's workspace; null where rows belong to none.</param>
public sealed record StoredTable(string Name, string? Workspace)
{
    /// <summary>The columns that hold people, or look as if they did.</summary>
    public IReadOnlyList<PersonColumn> People { get; init; } = [];

    /// <summary>The column with the receipt of the answer on which a row hangs, and with which it goes; null where rows hang on none.</summary>
    public string? Answer { get; init; }

    /// <summary>The SQL condition under which a row is left without what it is kept for, and goes with the last of it; null where there is none.</summary>
    public string? Empty { get; init; }

    /// <summary>When rows go by themselves; null where they stay, or where more than this table is to be deleted.</summary>
    public Expiry? Expires { get; init; }

    /// <summary>Whether it may grow large and has a column <c>id</c>, by which it is deleted in steps.</summary>
    public bool HasId { get; init; }

    /// <summary>The SQL condition of a workspace's rows; its parameter is <c>@workspace</c>.</summary>
    public string OfWorkspace => $"{Workspace} = @workspace";
}
