using System.Text;
using FsCheck;
using FsCheck.Fluent;
using ResearchBot.Readers;
using Shouldly;
using Xunit;

namespace ResearchBot.Tests.Readers;

public sealed class DecodingTests
{
    private static readonly string[] Words =
    [
        "token", "The rate limit", "naïve", "ключ доступа", "Настройка", "密钥轮换", "速率限制。", "مفتاح الوصول", "דפדפן",
        "キーの更新", "ηλεκτρονικό", "एक उदाहरण", "한국어 문서", "🔑 key", "a\tb", "  ", "#", "-", "x = 1;", "",
    ];

    private static readonly string[] LineBreaks = ["\n", "\r\n", "\r"];

    private static readonly (Encoding Encoding, bool Mark)[] Encodings =
    [
        (new UTF8Encoding(true), true), (new UTF8Encoding(false), false),
        (new UnicodeEncoding(false, true), true), (new UnicodeEncoding(false, false), false),
        (new UnicodeEncoding(true, true), true), (new UnicodeEncoding(true, false), false),
    ];

    [Theory]
    [InlineData("a.txt")]
    [InlineData("a.md")]
    public void Any_script_encoding_and_line_end_gives_the_same_words_on_the_right_lines(string name)
    {
        var line = Gen.Elements(Words).ListOf(3).Select(words => string.Join(' ', words));
        var pair = line.Zip(Gen.Elements(LineBreaks));
        var cases = Gen.Choose(1, 40).SelectMany(count => pair.ListOf(count)).Zip(Gen.Elements(Encodings));
        Prop.ForAll(cases.ToArbitrary(), testCase =>
        {
            var (lines, (encoding, mark)) = testCase;
            var original = "first line" + string.Concat(lines.Select(l => l.Item2 + "w " + l.Item1));

            var document = Files.Read(name, [.. mark ? encoding.GetPreamble() : [], .. encoding.GetBytes(original)]);

            var expected = lines.Select(l => l.Item1).Prepend("first line").SelectMany((words, i) => WordsOf(words).Select(word => (word, i + 1)));
            Placed(document).Where(placed => placed.Word != "w").ShouldBe(expected);
        }).QuickCheckThrowOnFailure();
    }

    /// <summary>Every word of a document with its line; marks of lists and headings are none.</summary>
    private static IEnumerable<(string Word, int Line)> Placed(ReadDocument document)
    {
        for (var at = 0; at < document.Text.Length;)
        {
            var end = at;
            while (end < document.Text.Length && !char.IsWhiteSpace(document.Text[end]))
            {
                end++;
            }

            if (end > at)
            {
                yield return (document.Text[at..end], document.LineAt(at)!.Value);
            }

            at = end + 1;
        }
    }

    private static IEnumerable<string> WordsOf(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    [Theory]
    [InlineData("Key rotation for the service")]
    [InlineData("Ключидоступаобновляютсякаждыймесяц")]
    [InlineData("Замена ключей доступа")]
    [InlineData("密钥每月更换一次")]
    [InlineData("访问令牌在三十天后过期，请及时更换。")]
    [InlineData("アクセストークンは三十日で失効します。")]
    [InlineData("يتمتغييرالمفتاحكلشهر")]
    [InlineData("تنتهي صلاحية المفتاح بعد شهر")]
    [InlineData("액세스 토큰은 삼십 일 후에 만료됩니다")]
    [InlineData("τοκλειδιληγει")]
    [InlineData("first line 한국어 문서 ключ Настройка דפדפן key ηλεκτρονικό مفتاح 密钥 エラー ゲート")]
    public void Utf16_without_a_mark_is_read_in_both_byte_orders(string text)
    {
        Files.Read("a.txt", new UnicodeEncoding(false, false).GetBytes(text)).Text.ShouldBe(text);
        Files.Read("a.txt", new UnicodeEncoding(true, false).GetBytes(text)).Text.ShouldBe(text);
    }

    [Theory]
    [InlineData("iso-8859-1", "Café society meets at noon")]
    [InlineData("iso-8859-1", "Die Gebühr fällt weg, sobald der Schlüssel gewechselt ist. Danach gilt wieder der alte Preis")]
    [InlineData("windows-1251", "Замена ключей доступа каждый месяц")]
    [InlineData("koi8-r", "Замена ключей доступа каждый месяц")]
    [InlineData("shift_jis", "アクセストークンは三十日で失効します。")]
    [InlineData("gb18030", "访问令牌在三十天后过期，请及时更换。")]
    [InlineData("euc-kr", "액세스 토큰은 삼십 일 후에 만료됩니다")]
    public void Another_encoding_is_refused_and_never_read_as_wrong_letters(string encoding, string text)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var bytes = Encoding.GetEncoding(encoding).GetBytes(text);
        foreach (var content in new[] { bytes, [.. bytes, (byte)'.'] })
        {
            Files.Refusal("a.txt", content).ShouldBe("The file is not UTF-8 or UTF-16 text; save it as UTF-8.");
        }
    }

    [Fact]
    public void A_picture_is_refused_as_binary() =>
        Files.Refusal("a.txt", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0x0D, 0x49, 0x48, 0x44, 0x52])
            .ShouldBe("The file is binary, not text.");

    [Fact]
    public void A_table_of_small_numbers_is_refused_as_binary() =>
        Files.Refusal("a.txt", [.. Enumerable.Range(1, 25).SelectMany(i => new byte[] { (byte)i, 0 })]).ShouldBe("The file is binary, not text.");

    [Fact]
    public void Random_bytes_are_refused()
    {
        var random = new Random(7);
        for (var i = 0; i < 500; i++)
        {
            var bytes = new byte[100 + i];
            random.NextBytes(bytes);
            Files.Refusal("a.txt", bytes).ShouldStartWith("The file is ");
        }
    }

    [Theory]
    [InlineData("text with a \0 inside")]
    [InlineData("\0")]
    public void A_zero_character_is_refused_as_binary_in_every_encoding(string text)
    {
        foreach (var (encoding, mark) in Encodings)
        {
            Files.Refusal("a.txt", [.. mark ? encoding.GetPreamble() : [], .. encoding.GetBytes(text)])
                .ShouldBe("The file is binary, not text.");
        }
    }

    [Theory]
    [InlineData(new byte[0])]
    [InlineData(new byte[] { 0xEF, 0xBB, 0xBF })]
    [InlineData(new byte[] { 0xFF, 0xFE })]
    [InlineData(new byte[] { 0xFE, 0xFF, 0, 0x20, 0, 0x0A })]
    [InlineData(new byte[] { 0x20, 0x0D, 0x0A, 0x09 })]
    public void A_file_without_text_is_refused_as_empty(byte[] content)
    {
        foreach (var name in new[] { "a.txt", "a.md", "a.html" })
        {
            Files.Refusal(name, content).ShouldBe("The file is empty.");
        }
    }

    [Fact]
    public void A_lone_surrogate_is_refused() =>
        Files.Refusal("a.txt", [0xFF, 0xFE, 0x41, 0, 0x00, 0xD8, 0x42, 0]).ShouldStartWith("The file is ");

    [Fact]
    public void A_text_over_the_limit_is_refused_with_both_numbers() =>
        Files.Refusal("a.txt", new string('a', Files.Limit + 1))
            .ShouldBe("The text has more than 5,000,000 characters, which is the most that is read.");

    [Fact]
    public void An_unknown_format_is_refused_with_the_formats_that_are_read() =>
        Files.Refusal("a.xyz", "text").ShouldContain(".txt .md .markdown .html .htm");
}
