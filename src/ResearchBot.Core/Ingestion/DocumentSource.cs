namespace ResearchBot.Core.Ingestion;

/// <summary>A source of documents, such as a folder, a file or a message's attachments.</summary>
public abstract class DocumentSource
{
    /// <summary>Its name in the store, the same for every load.</summary>
    public abstract string Root { get; }

    /// <summary>The address by which another process can open it again.</summary>
    public abstract SourceAddress Address { get; }

    /// <summary>Whether its list is exhaustive: a document loaded earlier from this root and no longer listed is gone.</summary>
    public abstract bool IsComplete { get; }

    /// <summary>Its current files, ordered by key.</summary>
    public abstract Task<IReadOnlyList<SourceFile>> ListAsync(CancellationToken cancellationToken);

    /// <summary>The file with this key, or null if it is gone. Does not require listing.</summary>
    public virtual async Task<SourceFile?> FindAsync(string key, CancellationToken cancellationToken) =>
        (await ListAsync(cancellationToken)).FirstOrDefault(file => file.Key == key);

    /// <summary>Whether it may change and be loaded again by itself, as a folder or a site; not so a message's attachments.</summary>
    public virtual bool CanBeFollowed => false;

    /// <summary>Whether it tells of changes by itself; see <see cref="WaitForChangeAsync"/>.</summary>
    public virtual bool CanBeWatched => false;

    /// <summary>Begins to notice changes.</summary>
    public virtual void Watch()
    {
    }

    /// <summary>Waits until something in it has changed since it was watched, or the last change, and is quiet again; returns false when cancelled.</summary>
    public virtual Task<bool> WaitForChangeAsync(CancellationToken cancellationToken) => Task.FromResult(false);
}

/// <summary>The address by which a source can be opened again, in this process or another.</summary>
/// <param name="Text">The location in the opener's own format; contains no secret.</param>
public sealed record SourceAddress(string Kind, string Text);

/// <summary>A file of a source.</summary>
/// <param name="Path">As the person knows it.</param>
/// <param name="Key">Relative to the source's root, with forward slashes.</param>
/// <param name="ReadAsync">Reads its bytes, within limits.</param>
public sealed record SourceFile(string Path, string Key, Func<CancellationToken, Task<ReadOutcome<byte[]>>> ReadAsync)
{
    /// <summary>How the reason begins where a file that was listed, or loaded before, is not there any more.</summary>
    public const string Gone = "The file is gone.";

    /// <summary>The name whose end is a hint at the format.</summary>
    public string Name { get; init; } = Key;

    /// <summary>What the source states about it, such as its address; see <see cref="Document.About"/>.</summary>
    public IReadOnlyDictionary<string, string> About { get; init; } = new Dictionary<string, string>();

    /// <summary>What the person who loads it should know, one sentence each, such as what its archive leaves out.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>The SHA-256 of its bytes in lower-case hex where the source vouches for it, so that an unchanged file need not be read; else null.</summary>
    public string? Sha256 { get; init; }
}

/// <summary>A document whose file is no longer in its folder.</summary>
/// <param name="Removed">Whether this load removed it (prune).</param>
public sealed record GoneFile(string Path, string DocumentId, bool Removed)
{
    /// <summary>Whether it would have been removed if fewer were gone.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsHeldBack { get; init; }
}

/// <summary>Opens sources of one kind by address. The host registers one per kind.</summary>
public abstract class SourceOpener
{
    public abstract string Kind { get; }

    /// <summary>The source, or null if it can no longer be opened, such as an attachment whose link expired.</summary>
    public abstract DocumentSource? Open(string text);

    /// <summary>The text of the address that a person typed, or null if another kind takes it. Kinds are asked in the order of their registration.</summary>
    /// <exception cref="UserFacingException">It is of this kind, but not in order; the message says why.</exception>
    public virtual string? Recognise(TypedAddress typed) => null;
}
