using FsCheck.Fluent;
using ResearchBot.Readers;
using ResearchBot.Tests.Support;
using Shouldly;
using Xunit;

namespace ResearchBot.Tests.Readers;

public sealed class PdfTableTests
{
    [Fact]
    public void A_ruled_table_has_a_block_for_each_row_and_empty_cells_stay()
    {
        var document = new PdfFile()
            .Text(50, 60, "The prices of this year:")
            .Table(50, 80, 120, ["Place", "Adults", "Children"], ["Upper town", "4.50", ""], ["Harbour", "3.00", "1.50"])
            .Text(50, 180, "They hold until December.")
            .Read();

        document.Outline().ShouldBe(
        [
            "Paragraph: The prices of this year:",
            "Header <0: Place\tAdults\tChildren",
            "Row <1: Upper town\t4.50",
            "Row <1: Harbour\t3.00\t1.50",
            "Paragraph: They hold until December.",
        ]);
    }

    [Fact]
    public void A_cell_of_several_lines_is_one_cell()
    {
        var file = new PdfFile().Rule(50, 50, 350, 50).Rule(50, 90, 350, 90).Rule(50, 130, 350, 130);
        file.Rule(50, 50, 50, 130).Rule(150, 50, 150, 130).Rule(350, 50, 350, 130);
        var document = file.Text(54, 64, "Pump").Lines(154, 64, "It delivers the water from the", "river to the upper town.")
            .Text(54, 104, "Valve").Lines(154, 104, "It keeps the water where it", "is needed most.").Read();

        document.Outline().ShouldBe(["Row: Pump\tIt delivers the water from the river to the upper town.", "Row: Valve\tIt keeps the water where it is needed most."]);
    }

    [Fact]
    public void A_table_without_lines_is_found_by_where_its_cells_stand()
    {
        var file = new PdfFile().Lines(50, 60, "A paragraph stands above the table and fills the whole width of the page as usual.");
        string[][] rows = [["Station", "Metres", "Share"], ["North", "1,204", "61 %"], ["South gate", "87", "4 %"], ["West", "690", "35 %"]];
        foreach (var (i, row) in rows.Index())
        {
            file.Text(60, 90 + (14 * i), row[0], bold: i == 0).Text(200, 90 + (14 * i), row[1], bold: i == 0).Text(320, 90 + (14 * i), row[2], bold: i == 0);
        }

        file.Read().Outline().Skip(1).ShouldBe(["Header: Station\tMetres\tShare", "Row <1: North\t1,204\t61 %", "Row <1: South gate\t87\t4 %", "Row <1: West\t690\t35 %"]);
    }

    [Fact]
    public void Every_ruled_row_keeps_its_cells_in_one_block_in_their_order() => Properties.Holds(
        from columns in Gen.Choose(2, 4)
        from rows in Gen.Choose(2, 10)
        from words in Gen.Choose(1, 3).ArrayOf(columns * rows)
        select (columns, rows, words),
        table =>
        {
            var cells = Enumerable.Range(0, table.rows)
                .Select(row => Enumerable.Range(0, table.columns)
                    .Select(column => string.Join(' ', Enumerable.Range(0, table.words[(row * table.columns) + column]).Select(word => $"c{row}x{column}w{word}")))
                    .ToArray())
                .ToArray();

            var document = new PdfFile().Table(40, 60, 500.0 / table.columns, cells).Read();

            document.Blocks.Where(block => block.Kind is BlockKind.Row or BlockKind.Header).Select(block => document.Text.Substring(block.Start, block.Length))
                .ShouldBe(cells.Select(row => string.Join('\t', row)));
        },
        cases: 25);
}
