namespace ResearchBot.Core.Documents;

/// <summary>A table's row as a person reads it aloud.</summary>
public static class TableRow
{
    /// <summary>The row's cells with the names of their columns, "name: Ada; phone: 123"; null if its table has no header.</summary>
    public static string? WithHeader(DocumentStructure structure, Block row)
    {
        if (row.Under is not { } under || structure.Blocks[under] is not { Kind: BlockKind.Header } header)
        {
            return null;
        }

        var names = structure.TextOf(header).ToString().Split('\t');
        var cells = structure.TextOf(row).ToString().Split('\t');
        return string.Join("; ", cells
            .Select((cell, i) => (Name: i < names.Length ? names[i].Trim() : "", Value: cell.Trim()))
            .Where(cell => cell.Value.Length > 0)
            .Select(cell => cell.Name.Length == 0 ? cell.Value : $"{cell.Name}: {cell.Value}"));
    }
}
