using ResearchBot.Readers;
using Shouldly;
using Xunit;

namespace ResearchBot.Tests.Readers;

public sealed class NotebookTests
{
    private const string Notebook = """
        {"cells":[
          {"cell_type":"markdown","source":["# Rotation\n","\n","Keys change *monthly*.\n"]},
          {"cell_type":"code","source":"rotate()\nprint(1)","outputs":[{"output_type":"stream","name":"stdout","text":["\u001b[31mdone\u001b[0m\n","1\n"]}]},
          {"cell_type":"code","source":"fail()","outputs":[{"output_type":"error","ename":"KeyError","evalue":"'a'","traceback":["long"]}]},
          {"cell_type":"code","source":"df","outputs":[{"output_type":"execute_result","data":{"text/html":"<table></table>","text/plain":"   a\n0  1"}}]},
          {"cell_type":"markdown","source":"The end."}
        ],"metadata":{"kernelspec":{"language":"python"},"authors":[{"name":"Ada Example"}]},"nbformat":4}
        """;

    [Fact]
    public void Cells_are_read_in_order_with_what_they_printed()
    {
        var document = Files.Read("a.ipynb", Notebook);

        document.About["author"].ShouldBe("Ada Example");
        document.SectionOf("rotate()").ShouldBe("Rotation");
        document.Blocks.Where(block => block.Kind == BlockKind.Code).Select(block => (block.Label, document.TextOf(block))).ShouldBe(
        [
            ("python", "rotate()\nprint(1)"), ("text", "done\n1"), ("python", "fail()"), ("text", "KeyError: 'a'"), ("python", "df"), ("text", "   a\n0  1"),
        ]);
    }

    [Theory]
    [InlineData("Keys change", 1)]
    [InlineData("rotate()", 2)]
    [InlineData("done", 2)]
    [InlineData("KeyError", 3)]
    [InlineData("The end", 5)]
    public void Words_stand_in_their_cell(string words, int cell) => Files.Read("a.ipynb", Notebook).MarkOf(words).Cell.ShouldBe(cell);

    [Fact]
    public void A_long_output_is_cut_and_this_is_said()
    {
        var document = Files.Read("a.ipynb", $$"""{"cells":[{"cell_type":"code","source":"x","outputs":[{"text":"{{string.Concat(Enumerable.Repeat("line\\n", 2000))}}"}]}]}""");

        document.Text.Length.ShouldBeLessThan(4_100);
        document.Remarks.ShouldBe(["Of long outputs the first 4,000 characters were read."]);
    }

    [Fact]
    public void A_damaged_notebook_is_refused() =>
        Files.Refusal("a.ipynb", "{\"cells\":[").ShouldBe("The file is not a notebook: its JSON is damaged. Save it anew from Jupyter.");
}
