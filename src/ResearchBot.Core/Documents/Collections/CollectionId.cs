namespace ResearchBot.Core.Documents;

/// <summary>A named set of documents inside a workspace: the unit of rights, of search scope and of the index.</summary>
/// <param name="Workspace">The tenant that owns it.</param>
/// <param name="Name">Lower-case letters, digits, dashes; unique in its workspace.</param>
public readonly record struct CollectionId(string Workspace, string Name)
{
    /// <summary>The read-only collection that comes with the program and that every workspace may read.</summary>
    public static readonly CollectionId Seeds = new(Documents.Workspace.Shared, "seeds");

    /// <summary>The collection that a load goes to when it names none.</summary>
    public const string DefaultName = "documents";
}
