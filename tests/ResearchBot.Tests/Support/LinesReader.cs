using System.Text;
using ResearchBot.Core.Documents;
using ResearchBot.Core.Ingestion;

namespace ResearchBot.Tests.Support;

/// <summary>Reads a file in this process: each line is a paragraph, hidden if it begins with "hidden: ", and a remark if it begins with "remark: ".</summary>
internal sealed class LinesReader : IFileReader
{
    /// <summary>How many files it has read.</summary>
    public int Count { get; private set; }

    /// <summary>What it writes before each paragraph, as a newer version of a reader would read more.</summary>
    public string Prefix { get; set; } = string.Empty;

    public Task<ReadOutcome<ReadDocument>> ReadAsync(string name, byte[] bytes, IProgress<ReadingProgress>? progress, CancellationToken cancellationToken)
    {
        Count++;
        var text = new StringBuilder();
        var blocks = new List<Block>();
        var remarks = new List<string>();
        foreach (var line in Encoding.UTF8.GetString(bytes).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.StartsWith("remark: ", StringComparison.Ordinal))
            {
                remarks.Add(line["remark: ".Length..]);
                continue;
            }

            var isHidden = line.StartsWith("hidden: ", StringComparison.Ordinal);
            var words = Prefix + (isHidden ? line["hidden: ".Length..] : line);
            text.Append(text.Length == 0 ? string.Empty : "\n\n");
            blocks.Add(new Block(BlockKind.Paragraph, text.Length, words.Length) { Hidden = isHidden });
            text.Append(words);
        }

        return Task.FromResult(blocks.Count == 0
            ? new ReadOutcome<ReadDocument>(null, "The file holds no text that a person can see.", null)
            : new ReadOutcome<ReadDocument>(new ReadDocument(text.ToString(), blocks, [new PlaceMark(0) { Line = 1 }]) { Remarks = remarks }, null, null));
    }
}
