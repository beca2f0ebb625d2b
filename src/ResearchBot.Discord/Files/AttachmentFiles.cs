using System.Collections.Concurrent;
using ResearchBot.Core.Ingestion;
using ResearchBot.Discord.Payloads;

namespace ResearchBot.Discord.Files;

/// <summary>
/// Files that came with messages and commands. Their addresses lapse and are not stored: a load that is resumed by another
/// process says that the file has to be attached again.
/// </summary>
internal sealed class AttachmentFiles(HttpClient http, DiscordOptions options)
{
    /// <summary>Names these sources in the store.</summary>
    public const string Kind = "discord-attachment";

    private const int MostKept = 10_000;

    private readonly ConcurrentDictionary<string, Attachment> _known = [];

    /// <summary>The source of a file.</summary>
    public DocumentSource Open(Attachment attachment)
    {
        if (_known.Count >= MostKept)
        {
            _known.Clear();
        }

        _known[attachment.Id] = attachment;
        return new AttachmentSource(attachment, http, options);
    }

    /// <summary>The source of a file by its id, where this process saw it.</summary>
    public DocumentSource? Find(string id) =>
        _known.TryGetValue(id, out var attachment) ? new AttachmentSource(attachment, http, options) : null;
}
