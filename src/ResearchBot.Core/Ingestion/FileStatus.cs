using System.Text.Json.Serialization;

namespace ResearchBot.Core.Ingestion;

/// <summary>What became of a file in a load.</summary>
public enum FileStatus
{
    /// <summary>Stored as a new document or a new version.</summary>
    [JsonStringEnumMemberName("loaded")]
    Loaded,

    /// <summary>The same content was there already.</summary>
    [JsonStringEnumMemberName("unchanged")]
    Unchanged,

    /// <summary>Not a document that can be loaded: empty, too large, of another format.</summary>
    [JsonStringEnumMemberName("refused")]
    Refused,

    /// <summary>Something went wrong; it may work the next time.</summary>
    [JsonStringEnumMemberName("failed")]
    Failed,
}
