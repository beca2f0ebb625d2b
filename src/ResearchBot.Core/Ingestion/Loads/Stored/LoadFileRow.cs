namespace ResearchBot.Core.Ingestion.Loads;

internal sealed record LoadFileRow(
    long Ordinal, long Source, string Key, string Path, string? Status, string? Reason, string? DocumentId, long? Version, long? Chunks)
{
    public const string Select =
        "SELECT ordinal, source, key, path, status, reason, document_id AS DocumentId, version, chunks FROM load_files WHERE job_id = @id";

    public LoadFile ToFile() => new((int)Ordinal, (int)Source, Key, Path, Status is null ? null
        : new FileResult(Path, Enum.Parse<FileStatus>(Status), Reason, DocumentId, (int?)Version, (int?)Chunks));
}
