using FsCheck;
using FsCheck.Fluent;
using ResearchBot.Readers;
using Shouldly;
using Xunit;

namespace ResearchBot.Tests.Readers;

public sealed class CodeTests
{
    [Theory]
    [InlineData("a.cs", "namespace A;\n\n/// <summary>Turns the <see cref=\"Key\"/>.</summary>\n[Serializable]\npublic sealed class Lock\n{\n    public void Turn(int times)\n    {\n        if (times > 0) { Go(); }\n    }\n}\n", "Lock > Turn", "if (times")]
    [InlineData("a.py", "import os\n\nclass Lock(Base):\n    # Turns it.\n    async def turn(self, times):\n        return go(times)\n", "Lock > turn", "return go")]
    [InlineData("a.ts", "export class Lock extends Base {\n  /** Turns it. */\n  turn(times: number): void {\n    go(times);\n  }\n}\n", "Lock > turn", "go(times)")]
    [InlineData("a.js", "export const turn = async (times) => {\n  return go(times);\n};\n", "turn", "return go")]
    [InlineData("a.go", "package main\n\n// Turn turns it.\nfunc (l *Lock) Turn(times int) error {\n\treturn l.go(times)\n}\n", "Turn", "return l")]
    [InlineData("a.rs", "impl Lock {\n    /// Turns it.\n    pub fn turn(&self, times: u32) -> bool {\n        go(times)\n    }\n}\n", "Lock > turn", "go(times)")]
    [InlineData("a.java", "class Lock {\n    @Override\n    public List<String> turn(int times) throws IOException {\n        return go(times);\n    }\n}\n", "Lock > turn", "return go")]
    [InlineData("a.rb", "class Lock\n  def turn(times)\n    go times\n  end\nend\n", "Lock > turn", "go times")]
    [InlineData("a.sh", "#!/bin/sh\nset -e\n\nturn() {\n  go \"$1\"\n}\n", "turn", "go \"$1\"")]
    [InlineData("a.sql", "CREATE TABLE IF NOT EXISTS locks (\n  id INT\n);\n", "locks", "id INT")]
    [InlineData("a.tf", "resource \"lock\" \"door\" {\n  times = 1\n}\n", "resource \"lock\" \"door\"", "times = 1")]
    public void Functions_and_types_are_sections(string name, string code, string section, string words)
    {
        var document = Files.Read(name, code);

        document.SectionOf(words).ShouldBe(section);
        document.LineOf(words).ShouldBe(code[..code.IndexOf(words, StringComparison.Ordinal)].Count(c => c == '\n') + 1);
    }

    [Fact]
    public void The_comment_above_a_declaration_is_running_text_in_its_section()
    {
        var document = Files.Read("a.cs", "/// <summary>Turns the <see cref=\"Key\"/>\n/// twice.</summary>\n/// <param name=\"x\">How often.</param>\npublic sealed record Lock(int X);\n");

        document.Shown().ShouldBe([(BlockKind.Heading, "Lock"), (BlockKind.Paragraph, "Turns the Key\ntwice.\nx: How often."), (BlockKind.Code, "public sealed record Lock(int X);")]);
        document.LineOf("twice").ShouldBe(2);
        document.LineOf("Lock").ShouldBe(4);
    }

    [Theory]
    [InlineData("a.json", "{\n  \"web\": {\n    \"port\": 80,\n    \"host\": \"a\"\n  },\n  \"db\": {\n    \"pool\": {\n      \"most\": 5,\n      \"least\": 1\n    },\n    \"name\": \"x\"\n  },\n  \"end\": true\n}\n")]
    [InlineData("a.yaml", "web:\n  \"port\": 80\n  host: a\ndb:\n  pool:\n    \"most\": 5\n    least: 1\n  \"name\": x\n\"end\": true\n")]
    public void Keys_are_sections(string name, string text)
    {
        var document = Files.Read(name, text);

        document.SectionOf("\"port\"").ShouldBe("web");
        document.SectionOf("\"most\"").ShouldBe("db > pool");
        document.SectionOf("\"name\"").ShouldBe("db > name");
        document.SectionOf("\"end\"").ShouldBe("end");
        string.Join('\n', document.Blocks.Where(block => block.Kind == BlockKind.Code).Select(document.TextOf)).ShouldBe(text.TrimEnd());
    }

    [Theory]
    [InlineData("a.ini", "[web]\nport = 80\n\n[db]\n; how many\npool = 5\n")]
    [InlineData("a.toml", "[web]\nport = 80\n\n[[db]] # many\npool = 5\n")]
    public void Tables_of_settings_are_sections(string name, string text) => Files.Read(name, text).SectionOf("pool").ShouldBe("db");

    [Fact]
    public void Records_are_blocks_of_their_own()
    {
        Files.Read("a.jsonl", "{\"q\": 1}\n{\"q\": 2}\n").Blocks.Count.ShouldBe(2);
        Files.Read("a.json", "[\n  {\n    \"q\": 1,\n    \"a\": 2\n  },\n  {\n    \"q\": 3,\n    \"a\": 4\n  }\n]").Blocks.Count(block => block.Kind == BlockKind.Code).ShouldBe(3);
    }

    [Fact]
    public void Data_on_one_line_is_shown_as_a_person_would_write_it()
    {
        var document = Files.Read("a.json", "{\"web\":{\"port\":80,\"host\":\"größer\"},\"text\":\"" + new string('x', 300) + "\"}");

        document.SectionOf("\"port\"").ShouldBe("web");
        document.Text.ShouldContain("    \"host\": \"größer\"");
        document.LineOf("\"host\"").ShouldBeNull();
    }

    [Theory]
    [InlineData("a.json", "{\"a\": [1, 2")]
    [InlineData("a.yaml", "a: [b\n  - c: {")]
    [InlineData("a.xml", "<a><b>text</a>")]
    [InlineData("a.toml", "[[[\nx")]
    public void What_is_not_well_formed_is_shown_as_it_is(string name, string text) => Files.Read(name, text).Text.ShouldContain(text.Split('\n')[^1].Trim());

    [Fact]
    public void Xml_with_sentences_is_running_text_under_its_titles()
    {
        var document = Files.Read("a.xml", "<?xml version=\"1.0\"?>\n<rss>\n<item>\n<title>Rotation of keys</title>\n<description>&lt;p&gt;Keys are changed &lt;b&gt;each month&lt;/b&gt; by the security team.&lt;/p&gt;</description>\n</item>\n<item><title>Office</title><description>The office is open from nine to five on each day but Sunday.</description></item></rss>");

        document.SectionOf("each month").ShouldBe("Rotation of keys");
        document.Text.ShouldContain("Keys are changed each month by the security team.");
        document.LineOf("Keys are").ShouldBe(5);
        document.LineOf("The office").ShouldBe(7);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("a.json", "[", 2_000_000)]
    [InlineData("a.json", "{\"a\":", 800_000)]
    [InlineData("a.yaml", "a:\n  b:\n    c: 1\n", 20_000)]
    [InlineData("a.yaml", "- ", 2_000_000)]
    [InlineData("a.cs", "/// a\n", 100_000)]
    [InlineData("a.cs", "a a a a a a (", 50_000)]
    [InlineData("a.ini", "[a]\n", 30_000)]
    public async Task Files_made_to_harm_take_no_quadratic_time(string name, string part, int times)
    {
        await Task.Yield();
        Files.Read(name, string.Concat(Enumerable.Repeat(part, times)) + "\nend").Text.ShouldEndWith("end");
    }

    [Fact]
    public void Every_line_of_code_stands_in_its_line_of_the_file()
    {
        var names = new[] { "a.cs", "a.py", "a.json", "a.yaml", "a.ini", "a.sql", "a.sh", "a.log", "a.jsonl", "a.css" };
        var line = Gen.Elements("class A", "def b(x):", "  void C(int x) {", "  key:", "    value: 1", "- item", "{", "}", "\"k\": {", "\"v\": 1,", "[part]", "# note", "/// doc", "/** x", " * y", "*/", "", "  ", "\tx = 1", "2024-05-01 10:00:00 x");
        Prop.ForAll(Gen.Choose(1, 60).SelectMany(count => line.ListOf(count)).Zip(Gen.Elements(names)).ToArbitrary(), input =>
        {
            var lines = input.Item1.Select((words, i) => string.IsNullOrWhiteSpace(words) || !words.Any(char.IsLetter) ? words : $"{words} w{i + 1}w").Append("last w0w").ToArray();
            var document = Files.Read(input.Item2, string.Join('\n', lines));
            for (var i = 0; i < lines.Length - 1; i++)
            {
                var at = document.Text.IndexOf($"w{i + 1}w", StringComparison.Ordinal);
                if (lines[i].Contains($"w{i + 1}w", StringComparison.Ordinal))
                {
                    document.LineAt(at).ShouldBe(i + 1);
                }
            }
        }).QuickCheckThrowOnFailure();
    }
}
