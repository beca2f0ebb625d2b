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

/// <summary>What a source is opened by again, in this process or another one.</summary>
/// <param name="Kind">Which opener knows it: <c>path</c> for a folder or file, others for the platforms' attachments.</param>
/// <param name="Text">Where it is, in that opener's own writing; holds no secret.</param>
public sealed record SourceAddress(string Kind, string Text);

/// <summary>One file of a source.</summary>
/// <param name="Path">As the person knows it.</param>
/// <param name="Key">Relative to the source's root, with forward slashes.</param>
/// <param name="ReadAsync">Reads its bytes, within limits.</param>
public sealed record SourceFile(string Path, string Key, Func<CancellationToken, Task<ReadOutcome<byte[]>>> ReadAsync);

/// <summary>A document whose file is no longer in the folder that it was loaded from.</summary>
/// <param name="Path">Its key.</param>
/// <param name="DocumentId">The document.</param>
/// <param name="Removed">Whether this load removed it (prune).</param>
public sealed record GoneFile(string Path, string DocumentId, bool Removed);

/// <summary>Opens the sources of one kind by their addresses. The host registers one for each kind.</summary>
public abstract class SourceOpener
{
    /// <summary>See <see cref="SourceAddress.Kind"/>.</summary>
    public abstract string Kind { get; }

    /// <summary>The source, or null where it can be opened no longer, such as an attachment whose link expired.</summary>
    /// <param name="text">See <see cref="SourceAddress.Text"/>.</param>
    public abstract DocumentSource? Open(string text);
}
