namespace ResearchBot.Core.Ingestion;

/// <summary>Something that documents are loaded from: a folder, a file, later a message's attachments or a URL.</summary>
public abstract class DocumentSource
{
    /// <summary>Names it in the store, the same for every load of it.</summary>
    public abstract string Root { get; }

    /// <summary>What it is opened by again when the process that lists it is gone.</summary>
    public abstract SourceAddress Address { get; }

    /// <summary>Whether, after it was listed, a document that was loaded from this root before and is not listed now is gone.</summary>
    public abstract bool IsComplete { get; }

    /// <summary>The files that it holds now, in the order of their keys.</summary>
    public abstract Task<IReadOnlyList<SourceFile>> ListAsync(CancellationToken cancellationToken);

    /// <summary>The file of this key, or null where there is none any more. Needs no list.</summary>
    public virtual async Task<SourceFile?> FindAsync(string key, CancellationToken cancellationToken) =>
        (await ListAsync(cancellationToken)).FirstOrDefault(file => file.Key == key);
}
