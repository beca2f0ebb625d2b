namespace ResearchBot.Slack.Payloads;

/// <summary>A file. In events it may be a stub that only <c>files.info</c> fills.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Title">Its title.</param>
/// <param name="Mimetype">What Slack takes it for.</param>
/// <param name="Filetype">Slack's own name of the kind, such as pdf.</param>
/// <param name="Size">In bytes; null where it is not said.</param>
/// <param name="Mode">hosted, snippet; tombstone, hidden_by_limit and external have no content.</param>
/// <param name="FileAccess">check_file_info where the rest has to be asked for.</param>
/// <param name="UrlPrivate">Where it is, for those with a token.</param>
/// <param name="UrlPrivateDownload">The same, as a download.</param>
/// <param name="User">Who uploaded it.</param>
internal sealed record SlackFile(
    string? Id,
    string? Name,
    string? Title,
    string? Mimetype,
    string? Filetype,
    long? Size,
    string? Mode,
    string? FileAccess,
    string? UrlPrivate,
    string? UrlPrivateDownload,
    string? User);
