using System.Text;
using FsCheck;
using FsCheck.Fluent;
using ResearchBot.Readers;
using Shouldly;
using Xunit;

namespace ResearchBot.Tests.Readers;

public sealed class SubtitleTests
{
    [Fact]
    public void What_is_said_is_running_text_with_its_times()
    {
        var document = Files.Read("a.srt", "1\r\n00:00:01,000 --> 00:00:03,500\r\n<i>Welcome</i> to\r\nthe show.\r\n\r\n2\r\n00:00:04,000 --> 00:00:06,000\r\n{\\an8}Today: keys &amp; locks.\r\n\r\n3\r\n00:01:00,000 --> 00:01:02,000\r\nGoodbye.\r\n");

        document.Shown().ShouldBe([(BlockKind.Paragraph, "Welcome to the show. Today: keys & locks."), (BlockKind.Paragraph, "Goodbye.")]);
        document.MarkOf("Today").Time.ShouldBe("00:00:04.000");
        document.LineOf("Today").ShouldBe(8);
        document.MarkOf("Goodbye").Time.ShouldBe("00:01:00.000");
    }

    [Fact]
    public void Who_speaks_stands_before_the_words()
    {
        var document = Files.Read("a.vtt", "WEBVTT\n\nNOTE not said\n\nSTYLE\n::cue {}\n\nintro\n00:01.000 --> 00:04.000 align:start\n<v.loud Ada>Hello <c.red>there</c>.</v>\n<v Bob>Hi.\n\n00:05.000 --> 00:06.000\n<v Bob>How are you?\n");

        document.Shown().ShouldBe([(BlockKind.Paragraph, "Ada: Hello there."), (BlockKind.Paragraph, "Bob: Hi. How are you?")]);
    }

    [Fact]
    public void A_log_keeps_its_lines_and_each_has_its_time()
    {
        var document = Files.Read("a.log", "2024-05-01 10:00:01 INFO started\n2024-05-01T10:00:02.5Z ERROR failed\n  at Foo.Bar()\n\u001b[32m2024-05-01 10:00:03\u001b[0m INFO ok\n");

        document.Text.ShouldBe("2024-05-01 10:00:01 INFO started\n2024-05-01T10:00:02.5Z ERROR failed\n  at Foo.Bar()\n2024-05-01 10:00:03 INFO ok");
        document.MarkOf("at Foo").Time.ShouldBe("2024-05-01T10:00:02");
        document.LineOf("at Foo").ShouldBe(3);
        document.MarkOf("INFO ok").Time.ShouldBe("2024-05-01 10:00:03");
    }

    [Fact]
    public void Every_cue_has_its_time_and_line()
    {
        var words = Gen.Elements("So it is", "Keys change.", "Why?", "- No.\n- Yes.", "a < b", "ключ");
        Prop.ForAll(Gen.Choose(1, 30).SelectMany(count => words.ListOf(count)).Zip(Gen.Choose(1, 9)).ToArbitrary(), input =>
        {
            var (said, gap) = input;
            var file = new StringBuilder("WEBVTT\n\n");
            var lines = new List<int>();
            foreach (var (text, i) in said.Select((text, i) => (text, i)))
            {
                file.Append($"{Time(i * gap)} --> {Time((i * gap) + 1)}\n");
                lines.Add(file.ToString().Count(c => c == '\n') + 1);
                file.Append($"w{i}w {text}\n\n");
            }

            var document = Files.Read("a.vtt", file.ToString());
            for (var i = 0; i < said.Count; i++)
            {
                document.MarkOf($"w{i}w").Time.ShouldBe(Time(i * gap));
                document.LineOf($"w{i}w").ShouldBe(lines[i]);
            }
        }).QuickCheckThrowOnFailure();
    }

    private static string Time(int seconds) => $"{seconds / 60:00}:{seconds % 60:00}.000";
}
