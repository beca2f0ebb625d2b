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

    private static string[] WordsOf(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

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
    [InlineData("windows-1252", "Café society meets at noon, and the “Müller” brothers pay £5 each")]
    [InlineData("windows-1252", "Spenti i lumi nella sala, si vedrà entrare dalla porta del palcoscenico il macchinista, in camiciotto turchino")]
    [InlineData("windows-1252", "It’s the envoy’s turn: lawmakers of both parties are likely to ask about “the call” – and more than once")]
    [InlineData("iso-8859-1", "Die Gebühr fällt weg, sobald der Schlüssel gewechselt ist. Danach gilt wieder der alte Preis")]
    [InlineData("windows-1251", "Замена ключей доступа каждый месяц необходима для безопасности всех служб")]
    [InlineData("koi8-r", "Замена ключей доступа каждый месяц необходима для безопасности всех служб")]
    [InlineData("ibm866", "Замена ключей доступа каждый месяц необходима для безопасности всех служб")]
    [InlineData("windows-1253", "Το κλειδί πρόσβασης λήγει μετά από τριάντα ημέρες και πρέπει να ανανεωθεί")]
    [InlineData("windows-1250", "Příliš žluťoučký kůň úpěl ďábelské ódy, když jsme měnili přístupové klíče každý měsíc")]
    [InlineData("shift_jis", "アクセストークンは三十日で失効します。更新してください。")]
    [InlineData("shift_jis", "名前,年齢,住所\n佐藤太郎,30,東京\n髙橋純,35,名古屋")]
    [InlineData("euc-jp", "アクセストークンは三十日で失効します。更新してください。")]
    [InlineData("iso-2022-jp", "アクセストークンは三十日で失効します。")]
    [InlineData("gb18030", "访问令牌在三十天后过期，请及时更换。所有服务都需要新的令牌。")]
    [InlineData("big5", "存取權杖在三十天後過期，請及時更換。所有服務都需要新的權杖。")]
    [InlineData("euc-kr", "액세스 토큰은 삼십 일 후에 만료됩니다. 제때 갱신하십시오.")]
    public void Text_in_an_older_encoding_is_read(string encoding, string text)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

        Files.Read("a.txt", Encoding.GetEncoding(encoding).GetBytes($"First line.\r\n{text}\r\n")).Text.ShouldBe($"First line.\n{text}");
    }

    [Theory]
    [InlineData("a.xml", "<?xml version=\"1.0\" encoding=\"{0}\"?><a>{1}</a>")]
    [InlineData("a.py", "# -*- coding: {0} -*-\n# {1}")]
    [InlineData("a.html", "<html><head><meta charset=\"{0}\"></head><body>{1}</body></html>")]
    [InlineData("a.html", "<meta http-equiv=\"Content-Type\" content=\"text/html; charset={0}\"><body>{1}")]
    public void The_encoding_that_a_file_names_comes_before_what_its_bytes_look_like(string name, string form)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

        Files.Read(name, Encoding.GetEncoding("iso-8859-5").GetBytes(string.Format(form, "iso-8859-5", "Ключ"))).Text.ShouldContain("Ключ");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Utf32_is_read_with_and_without_its_mark(bool bigEndian)
    {
        foreach (var mark in new[] { true, false })
        {
            var encoding = new UTF32Encoding(bigEndian, mark);
            Files.Read("a.txt", [.. encoding.GetPreamble(), .. encoding.GetBytes("Ключ и 🔑 key")]).Text.ShouldBe("Ключ и 🔑 key");
        }
    }

    [Fact]
    public void A_broken_byte_in_a_text_of_utf8_costs_one_character() =>
        Files.Read("a.log", [.. Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("Ключи доступа\n", 20))), 0xC3, (byte)'!']).Text
            .ShouldEndWith("Ключи доступа\n\uFFFD!");

    [Fact]
    public void Files_of_known_encodings_are_read_as_their_encoding_says()
    {
        var folder = SharedData.Find("formats");
        Assert.SkipWhen(folder is null, "The folder shared/data/formats is not beside this checkout.");
        var wrong = new List<string>();
        var files = SharedData.Encodings(folder!).ToList();
        foreach (var (file, encoding, bytes) in files)
        {
            var mark = encoding?.GetPreamble() is { } preamble && bytes.AsSpan().StartsWith(preamble) ? preamble.Length : 0;
            if (encoding is null || Decoded(bytes) != Letters(encoding.GetString(bytes.AsSpan(mark))))
            {
                wrong.Add(file);
            }
        }

        (wrong.Count * 100).ShouldBeLessThan(files.Count * 5, string.Join('\n', wrong));
    }

    [Fact]
    public void Sentences_in_windows_1252_are_read_as_such()
    {
        var folder = SharedData.Find("formats");
        Assert.SkipWhen(folder is null, "The folder shared/data/formats is not beside this checkout.");
        var (right, all) = (0, 0);
        foreach (var sentence in SharedData.WesternSentences(folder!))
        {
            all++;
            right += Decoded(SharedData.Windows1252.GetBytes(sentence)) == Letters(sentence) ? 1 : 0;
        }

        (right * 100).ShouldBeGreaterThanOrEqualTo(all * 97, $"{right} of {all}");
    }

    [Fact]
    public void A_picture_is_never_read_as_text() =>
        Files.Refusal("a.txt", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0x0D, 0x49, 0x48, 0x44, 0x52]).ShouldNotBeEmpty();

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
            Files.Refusal("a.txt", bytes).ShouldMatch("binary|encoding");
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
    public void A_text_over_the_limit_is_refused_with_the_limit() =>
        Files.Refusal("a.txt", new string('a', Files.Limit + 1)).ShouldBe("The text has more than 5,000,000 characters, which is the most that is read.");

    /// <returns>The visible characters of a file; null if it is refused.</returns>
    private static string? Decoded(byte[] bytes)
    {
        try
        {
            return Letters(Files.Read("a.log", bytes).Text);
        }
        catch (RefusalException)
        {
            return null;
        }
    }

    private static string Letters(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c) && !char.IsControl(c)));
}
