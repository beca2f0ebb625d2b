using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using ResearchBot.Readers;

namespace ResearchBot.Tests.Readers;

/// <summary>Words of files of random parts: each stands in the text, within a block, on the line that it has in the file.</summary>
public sealed partial class MarkupPlacesTests
{
    private const string Word = "@";

    [Theory]
    [InlineData("a.md", "@ @", "# @", "- @\n  - @\n- @", "1. @\n   @", "> @ @\n> @", "```\n@\n\n  @\n```", "| @ | @ |\n|---|---|\n| @ | **@** |", "**@** [@](u)\n`@` <b>@</b>", "@  \n@",
        "<div>\n@\n</div>", "!!! note \"@\"\n    @", "<!-- x\n\nx -->", "[a]: b", "@\n===")]
    [InlineData("a.mdx", "@ @", "# @", "<Tabs>\n  <Tab title=\"@\">\n    @\n  </Tab>\n</Tabs>", "{/* x\nx */}", "- @\n- @", "```js\n{@}\n```", "export const a = {\n b: 1\n}", "@ {x\n} @")]
    [InlineData("a.rst", "@ @\n@", "@\n===========", "* @\n\n  @\n* @", ".. note:: @\n\n   @", ".. comment\n   x", "@::\n\n   @\n\n     @", "=========== ===========\n@ @\n=========== ===========\n@ @\n=========== ===========",
        "1. @\n2. @", "@\n   @")]
    [InlineData("a.adoc", "@ @\n@", "== @", "* @\n** @", "NOTE: @", "----\n@\n\n@\n----", "|===\n|@ |@\n\n|@\n|@\n|===", "// x", "////\nx\n////", "@:: @", "image::x[]")]
    [InlineData("a.org", "@ @\n@", "* @", "- @\n  - @", "| @ | @ |\n|---+---|\n| @ | @ |", "# x", "#+BEGIN_SRC c\n@\n\n@\n#+END_SRC", ":X:\nx\n:END:", "*@* =@=")]
    [InlineData("a.html", "<p>@\n@</p>", "<h2>@</h2>", "<ul>\n<li>@</li>\n<li>@\n<p>@</ul>", "<table>\n<tr><th>@</th>\n<th>@</th></tr>\n<tr><td>@</td><td>@\n@</td></tr></table>", "<!-- x\n\n -->",
        "<pre>\n@\n\n  @</pre>", "@<br>@", "<dl><dt>@\n<dd>@</dl>", "<script>\nx\n</script>")]
    [InlineData("a.txt", "@ @\n@", "- @\n- @", "@:\n1. @\n2. @", "  @\n    @", "@\n===========")]
    public void Every_word_stands_on_its_line(string name, params string[] parts) =>
        Prop.ForAll(Gen.Elements(parts).ListOf().ToArbitrary(), chosen =>
        {
            var number = 100_000;
            var file = string.Concat(chosen.Prepend(Word).Select(part => part + "\n\n"));
            file = Mark().Replace(file, _ => $"word{number++}w");

            var document = Files.Read(name, file);

            var lines = file.Split('\n');
            foreach (Match match in Placed().Matches(file))
            {
                var at = document.Text.IndexOf(match.Value, StringComparison.Ordinal);
                at.ShouldBeGreaterThanOrEqualTo(0, $"{match.Value} of\n{file}");
                document.LineAt(at).ShouldBe(file.AsSpan(0, match.Index).Count('\n') + 1, $"{match.Value} of\n{file}\nin\n{document.Text}");
                document.Blocks.ShouldContain(block => block.Start <= at && at + match.Length <= block.Start + block.Length);
            }

            document.Blocks.Zip(document.Blocks.Skip(1)).ShouldAllBe(pair => pair.First.Start + pair.First.Length < pair.Second.Start);
            document.Blocks.Select((block, index) => block.Under ?? index - 1).Zip(Enumerable.Range(0, document.Blocks.Count)).ShouldAllBe(pair => pair.First < pair.Second);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(25));

    [GeneratedRegex("@")]
    private static partial Regex Mark();

    [GeneratedRegex(@"word\d+w")]
    private static partial Regex Placed();
}
