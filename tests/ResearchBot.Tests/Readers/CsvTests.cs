using FsCheck;
using FsCheck.Fluent;
using ResearchBot.Readers;
using Shouldly;
using Xunit;

namespace ResearchBot.Tests.Readers;

public sealed class CsvTests
{
    [Fact]
    public void Rows_stand_under_their_header_and_cells_are_separated_by_tabs()
    {
        var document = Files.Read("keys.csv", "Name,Owner,Days\nalpha,Ada,30\n\"beta, old\",Bob,90\n");

        document.Text.ShouldBe("Name\tOwner\tDays\nalpha\tAda\t30\nbeta, old\tBob\t90");
        document.Blocks.Select(block => (block.Kind, block.Under)).ShouldBe([(BlockKind.Header, null), (BlockKind.Row, 0), (BlockKind.Row, 0)]);
        document.RowOf("beta").ShouldBe(3);
        document.LineOf("beta").ShouldBe(3);
    }

    [Theory]
    [InlineData("a;b;c\n1,5;2;x\n2,5;3;y\n")]
    [InlineData("a\tb\tc\n1,5\t2\tx\n2,5\t3\ty\n")]
    [InlineData("a|b|c\n1,5|2|x\n2,5|3|y\n")]
    [InlineData("sep=;\na;b;c\n1,5;2;x\n2,5;3;y\n")]
    [InlineData("'a';'b';'c'\n'1,5';'2';'x'\n'2,5';'3';'y'\n")]
    public void The_delimiter_and_the_quotes_are_told_from_the_file(string text) =>
        Files.Read("a.csv", text).Text.ShouldBe("a\tb\tc\n1,5\t2\tx\n2,5\t3\ty");

    [Theory]
    [InlineData("1,2,3\n4,5,6\n")]
    [InlineData("alpha,30\nbeta,90\n")]
    [InlineData("a@b.org,Ada\nc@d.org,Bob\n")]
    [InlineData("only one column\nand another line\n")]
    public void A_first_row_with_values_is_no_header(string text) => Files.Read("a.csv", text).Blocks.ShouldAllBe(block => block.Kind == BlockKind.Row && block.Under == null);

    [Fact]
    public void Years_may_be_names_of_columns() => Files.Read("a.csv", "Country,2019,2020\nItaly,1.5,2.5\nSpain,3,4\n").Blocks[0].Kind.ShouldBe(BlockKind.Header);

    [Fact]
    public void A_blank_before_a_quote_does_not_split_the_cell() =>
        Files.Read("a.csv", "Animal, Price, Note\nAlbatross, 2.99, \"On a stick, as usual\"\nFrog, 1.49, \"crunchy\nand small\"\n").Text
            .ShouldBe("Animal\tPrice\tNote\nAlbatross\t2.99\tOn a stick, as usual\nFrog\t1.49\tcrunchy and small");

    [Fact]
    public void Ragged_rows_keep_all_their_cells() =>
        Files.Read("a.csv", "a,b,c\n1\n1,2,3,4,5\n,,3\nx,y,z\n").Text.ShouldBe("a\tb\tc\n1\n1\t2\t3\t4\t5\n\t\t3\nx\ty\tz");

    [Fact]
    public void A_title_and_comments_before_the_table_are_no_rows()
    {
        var document = Files.Read("a.csv", "# made by hand\n# in May\nHires of the year,,\n\nRegion,Percent,Number\nNorth,16,92\nSouth,84,480\n");

        document.Shown().ShouldBe(
        [
            (BlockKind.Note, "made by hand\nin May"), (BlockKind.Paragraph, "Hires of the year"), (BlockKind.Header, "Region\tPercent\tNumber"),
            (BlockKind.Row, "North\t16\t92"), (BlockKind.Row, "South\t84\t480"),
        ]);
        document.RowOf("South").ShouldBe(7);
    }

    [Fact]
    public void A_cell_of_several_lines_is_one_line_and_the_rows_after_it_keep_their_place()
    {
        var document = Files.Read("a.csv", "Name,Note\nalpha,\"first\nsecond\n\nthird\"\nbeta,short\n");

        document.Text.ShouldBe("Name\tNote\nalpha\tfirst second third\nbeta\tshort");
        document.RowOf("beta").ShouldBe(3);
        document.LineOf("beta").ShouldBe(6);
    }

    [Fact]
    public void A_quote_that_is_never_closed_does_not_swallow_the_file()
    {
        var document = Files.Read("a.csv", "Name,Inch\nnail,\"2\n" + string.Concat(Enumerable.Range(0, 500).Select(i => $"screw{i},3\n")));

        document.Blocks.Count.ShouldBe(502);
        document.RowOf("screw499").ShouldBe(502);
    }

    [Fact]
    public void A_row_with_more_cells_than_spreadsheets_have_is_refused() =>
        Files.Refusal("a.csv", new string(',', 4_000_000)).ShouldBe("A row has more than 16,384 cells, which is the most that is read.");

    [Fact]
    public void Every_cell_stands_in_its_row_of_the_file()
    {
        var cell = Gen.Elements("alpha", "beta gamma", "x, y", "two\nlines", "say \"hi\"", "", " ", "5", "ключ", "\n\nfar");
        var row = Gen.Choose(2, 5).SelectMany(count => cell.ListOf(count));
        var table = Gen.Choose(1, 30).SelectMany(count => row.ListOf(count)).Zip(Gen.Elements(',', ';', '\t'));
        Prop.ForAll(table.ToArbitrary(), input =>
        {
            var (rows, delimiter) = (input.Item1.Select((cells, i) => cells.Prepend($"row {i + 2}").ToArray()).ToArray(), input.Item2);
            var text = $"id{delimiter}name{delimiter}note\n" + string.Concat(rows.Select(cells =>
                string.Join(delimiter, cells.Select(one => $"\"{one.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")) + "\n"));
            var document = Files.Read("a.csv", text);

            document.Blocks.Count.ShouldBe(rows.Length + 1);
            for (var i = 0; i < rows.Length; i++)
            {
                var block = document.Blocks[i + 1];
                document.RowAt(block.Start).ShouldBe(i + 2);
                document.LineAt(block.Start).ShouldBe(text[..text.IndexOf($"\"row {i + 2}\"", StringComparison.Ordinal)].Count(c => c == '\n') + 1);
                document.TextOf(block).Split('\t').ShouldBe(Shown(rows[i]));
            }
        }).QuickCheckThrowOnFailure();
    }

    /// <summary>Cells with single spaces, without the empty ones at the end.</summary>
    private static string[] Shown(string[] cells)
    {
        var shown = cells.Select(cell => string.Join(' ', cell.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))).ToArray();
        return shown[..(Array.FindLastIndex(shown, cell => cell.Length > 0) + 1)];
    }
}
