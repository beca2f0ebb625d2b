using ResearchBot.Core.Commands;
using ResearchBot.Core.Ingestion;

namespace ResearchBot.Discord.Rendering.Blocks;

/// <summary>A load, while it runs and at its end.</summary>
internal static class LoadBlocks
{
    private const int LongestLine = 500;
    private const int BarLength = 20;

    /// <summary>The end: figures first, then the files that need to be looked at; unremarkable ones are only counted.</summary>
    public static IReadOnlyList<Block> Of(LoadReply load)
    {
        string[] summary = [.. ReplyLines.Of(load)];
        string[] noted = [.. load.Report.Files.Where(file => file.Reason is not null).Select(ReplyLines.Line)];
        Block[] blocks = [.. summary[load.Report.Gone.Count..].Select(line => Block.Line(Text(line))), .. summary[..load.Report.Gone.Count].Concat(noted).Select(line => Block.Line($"- {Text(line)}"))];
        var isWhole = summary.Concat(noted).All(line => line.Length <= LongestLine);
        return LongList.Shorten(blocks, isWhole, "load.txt", summary.Concat(load.Report.Files.Select(ReplyLines.Line)));
    }

    /// <summary>Where a load stands.</summary>
    public static IEnumerable<Block> Of(IngestionProgress progress)
    {
        var full = progress.Total <= 0 ? BarLength : (int)Math.Clamp((long)progress.Done * BarLength / progress.Total, 0, BarLength);
        yield return new Block($"**Loading** {new string('█', full)}{new string('░', BarLength - full)} {progress.Done} of {progress.Total} files, {Math.Max(0, progress.Total - progress.Done)} left");
        yield return Block.Line($"-# {Text(ReplyLines.Line(progress.Last))}");
        if (progress.Job is { } job)
        {
            yield return Block.Line($"-# {DiscordMarkdown.Escape($"/loads cancel {job}")} stops it; what is loaded stays.");
        }
    }

    private static string Text(string foreign) => DiscordMarkdown.Escape(DiscordMarkdown.Cut(foreign, LongestLine));
}
