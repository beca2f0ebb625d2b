using ResearchBot.Core.Answering.Answers;
using ResearchBot.Core.Commands;
using ResearchBot.Core.Documents;
using ResearchBot.Core.Moderation;

namespace ResearchBot.CommandLine;

// The JSON of replies whose records do not have the printed shape themselves.

internal sealed record DocumentShape(
    string Id, string Title, int Version, string? Published, string Source, string Collection, IReadOnlyDictionary<string, string> About)
{
    public static DocumentShape Of(Document document) => new(
        document.Id, document.Title, document.Version, document.Published, document.Key, document.Collection.Name, document.About);
}

internal sealed record SummaryShape(
    string Id,
    string Title,
    int Version,
    string? Published,
    string Source,
    string Collection,
    IReadOnlyDictionary<string, string> About,
    int Chunks,
    int Characters,
    DateTimeOffset LoadedAt)
{
    public static SummaryShape Of(DocumentSummary summary)
    {
        var document = summary.Document;
        return new SummaryShape(
            document.Id, document.Title, document.Version, document.Published, document.Key, document.Collection.Name, document.About,
            summary.Chunks, summary.Characters, summary.LoadedAt);
    }
}

internal sealed record ListShape(IReadOnlyList<SummaryShape> Documents)
{
    public static ListShape Of(DocumentListReply list) => new([.. list.Documents.Select(SummaryShape.Of)]);
}

internal sealed record TextShape(
    string Id,
    string Title,
    int Version,
    string? Published,
    string Source,
    string Collection,
    IReadOnlyDictionary<string, string> About,
    string Text)
{
    public static TextShape Of(DocumentVersion version)
    {
        var document = version.Document;
        return new TextShape(
            document.Id, document.Title, document.Version, document.Published, document.Key, document.Collection.Name, document.About, version.Text);
    }
}

internal sealed record PinnedShape(string Id, DateTimeOffset PinnedAt, string Receipt, bool FoundNow, Answer Answer)
{
    public static PinnedShape Of(PinnedAnswer pinned) => new(pinned.Id, pinned.PinnedAt, pinned.Receipt, pinned.IsFoundNow, pinned.Answer);
}

internal sealed record RemovedShape(DocumentShape Removed);

internal sealed record HelpShape(IReadOnlyList<CommandShape> Commands)
{
    public static HelpShape Of(HelpReply help) => new([.. help.Commands.Select(CommandShape.Of)]);
}

internal sealed record CommandShape(string Name, string Role, string Summary, string Usage, IReadOnlyList<OptionShape> Options, string Example)
{
    public static CommandShape Of(Command command) => new(
        command.Name, command.Role.ToString().ToLowerInvariant(), command.Summary, CommandUsage.Of(command),
        [.. command.Options.Select(option => new OptionShape(option.Name, option.Kind.ToString().ToLowerInvariant(), option.Required, option.Help))],
        command.Example);
}

internal sealed record OptionShape(string Name, string Kind, bool Required, string Help);

internal sealed record FailureShape(ErrorShape Error);

internal sealed record ErrorShape(string Id, string Message);
