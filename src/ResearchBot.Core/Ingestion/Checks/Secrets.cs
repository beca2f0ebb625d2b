using System.Buffers;
using System.Numerics;
using System.Text;
using System.Text.RegularExpressions;
using ResearchBot.Core.Text;

namespace ResearchBot.Core.Ingestion.Checks;

/// <summary>A key, a password or the number of a card, an account or a person in a text.</summary>
/// <param name="What">With its article, such as “an AWS key”.</param>
/// <param name="Masked">What may be shown of it.</param>
internal readonly record struct Secret(TextRange Range, string What, string Masked)
{
    /// <summary>Whether teams write it in ordinary documents, as the account number on an invoice.</summary>
    public bool IsOrdinary { get; init; }
}

/// <summary>Finds secrets by the form that their makers gave them, and by checksums. The examples of the makers' own handbooks are none.</summary>
internal static partial class Secrets
{
    private const int ContextLength = 60;

    private static readonly Rule[] Rules =
    [
        new("an AWS key", ["AKIA", "ASIA"], Aws, text => !text.Contains("EXAMPLE", StringComparison.Ordinal)),
        new("an AWS secret key", ["secret_access_key", "SecretAccessKey"], AwsSecret, text => !text.Contains("EXAMPLE", StringComparison.Ordinal)),
        new("a GitHub token", ["ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_"], GitHub, IsMixed),
        new("a GitLab token", ["glpat-"], GitLab, IsMixed),
        new("a Slack token", ["xox"], Slack, IsMixed),
        new("the address of a Slack webhook", ["hooks.slack.com/services/"], SlackHook, IsMixed),
        new("a Discord token", ["."], Discord, IsDiscord),
        new("the address of a Discord webhook", ["/api/webhooks/"], DiscordHook, IsMixed),
        new("a Google key", ["AIza"], Google, IsMixed),
        new("a Stripe key", ["k_live_"], Stripe, IsMixed),
        new("a key of a model provider", ["sk-"], ModelKey, IsMixed),
        new("a signed token (JWT)", ["eyJ"], Jwt, IsJwt),
        new("a private key", ["PRIVATE KEY"], PrivateKey, _ => true),
        new("a password in an address", ["://"], UrlPassword, IsPassword),
    ];

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789");

    /// <summary>What stands in a placeholder and seldom in a password in an address.</summary>
    private static readonly SearchValues<char> Brackets = SearchValues.Create("<>{}[]$%*…");

    private static readonly HashSet<string> Placeholders = new(StringComparer.OrdinalIgnoreCase)
    {
        "password", "passwd", "pass", "pwd", "secret", "token", "changeme", "example", "user", "username", "yourpassword", "your_password", "your-password",
        "mypassword", "mysecretpassword", "xxx", "xxxx", "xxxxx", "xxxxxx", "foo", "bar", "test", "guest", "postgres", "root", "admin", "pw", "key", "apikey", "api_key",
    };

    /// <summary>The secrets of a text, rule by rule.</summary>
    public static IEnumerable<Secret> Find(string text)
    {
        foreach (var rule in Rules.Where(rule => rule.Marks.Any(mark => text.Contains(mark, StringComparison.Ordinal))))
        {
            foreach (Match match in rule.Pattern().Matches(text))
            {
                var value = match.Groups.Count > 1 ? match.Groups[1] : match;
                if (rule.IsOne(match.Value))
                {
                    yield return new Secret(new TextRange(match.Index, match.Length), rule.What, MaskOf(match, value));
                }
            }
        }

        foreach (var number in text.AsSpan().ContainsAny(Digits) ? Numbers(text) : [])
        {
            yield return number;
        }
    }

    /// <summary>The text with its secrets masked.</summary>
    public static string Mask(string text)
    {
        var masked = new StringBuilder(text);
        foreach (var range in Find(text).Select(secret => secret.Range).OrderByDescending(range => range.Start))
        {
            var end = Math.Min(range.End, masked.Length);
            if (range.Start < end)
            {
                masked.Remove(range.Start, end - range.Start).Insert(range.Start, "…");
            }
        }

        return masked.ToString();
    }

    private static IEnumerable<Secret> Numbers(string text)
    {
        foreach (Match match in Card().Matches(text))
        {
            var digits = string.Concat(match.Value.Where(char.IsAsciiDigit));
            if (IsCard(digits) && (match.Length > digits.Length || IsNear(text, match, CardWords())))
            {
                yield return new Secret(new TextRange(match.Index, match.Length), "the number of a payment card", "… " + digits[^4..]);
            }
        }

        foreach (Match match in Iban().Matches(text))
        {
            var number = match.Value.Replace(" ", string.Empty, StringComparison.Ordinal);
            if (IsIban(number))
            {
                yield return new Secret(new TextRange(match.Index, match.Length), "the number of a bank account (IBAN)", $"{number[..2]}… {number[^2..]}") { IsOrdinary = true };
            }
        }

        foreach (Match match in SocialSecurity().Matches(text))
        {
            if (IsNear(text, match, SocialSecurityWords()) && match.Value is not ("078-05-1120" or "219-09-9999" or "123-45-6789"))
            {
                yield return new Secret(new TextRange(match.Index, match.Length), "a US social security number", "…-" + match.Value[^4..]);
            }
        }
    }

    private static string MaskOf(Match whole, Group value) => ReferenceEquals(whole, value)
        ? $"{whole.Value[..4]}… ({whole.Length} characters)"
        : $"{whole.Value[..(value.Index - whole.Index)]}…";

    /// <summary>Random characters have digits and letters; a placeholder such as <c>ghp_xxxxxxxx</c> does not, or few different ones.</summary>
    private static bool IsMixed(string value) =>
        value.Any(char.IsAsciiDigit) && value.Any(char.IsAsciiLetter) && value.Distinct().Count() >= 12 && !value.Contains("1234567890", StringComparison.Ordinal)
        && !value.Contains("xxxx", StringComparison.OrdinalIgnoreCase) && !value.Contains("example", StringComparison.OrdinalIgnoreCase);

    /// <summary>Its first part is the bot's id in Base64.</summary>
    private static bool IsDiscord(string value) =>
        Decode(value.Split('.')[0]) is { Length: >= 17 } id && id.All(char.IsAsciiDigit) && IsMixed(value);

    private static bool IsJwt(string value)
    {
        var parts = value.Split('.');
        return Decode(parts[0])?.Contains("\"alg\"", StringComparison.Ordinal) == true
            && Decode(parts[1]) is { } payload && !payload.Contains("1234567890", StringComparison.Ordinal) && !payload.Contains("example", StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsPassword(string value)
    {
        var match = UrlPassword().Match(value);
        var (password, host) = (match.Groups[1].Value, match.Groups[2].Value);
        return !Placeholders.Contains(password) && password.Distinct().Count() > 3 && password.Any(c => !char.IsAsciiLetterLower(c))
            && !password.AsSpan().ContainsAny(Brackets)
            && !host.Contains("example", StringComparison.OrdinalIgnoreCase) && !host.StartsWith("localhost", StringComparison.OrdinalIgnoreCase)
            && !host.StartsWith("127.", StringComparison.Ordinal) && !host.Equals("host", StringComparison.OrdinalIgnoreCase)
            && !password.Contains("pass", StringComparison.OrdinalIgnoreCase);
    }

    private static string? Decode(string part)
    {
        var padded = part.Replace('-', '+').Replace('_', '/').PadRight((part.Length + 3) / 4 * 4, '=');
        var bytes = new byte[padded.Length];
        return Convert.TryFromBase64String(padded, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length) : null;
    }

    private static bool IsNear(string text, Match match, Regex words)
    {
        var start = Math.Max(0, match.Index - ContextLength);
        var end = Math.Min(text.Length, match.Index + match.Length + ContextLength);
        return words.IsMatch(text.AsSpan(start, end - start));
    }

    /// <summary>By the first digits and the length of the large networks, and Luhn's checksum; not the networks' own test numbers.</summary>
    private static bool IsCard(string digits)
    {
        var isKnown = digits switch
        {
            ['4', ..] => digits.Length is 16,
            ['5', >= '1' and <= '5', ..] => digits.Length == 16,
            ['2', >= '2' and <= '7', ..] => digits.Length == 16,
            ['3', '4' or '7', ..] => digits.Length == 15,
            ['6', '0', '1', '1', ..] or ['6', '5', ..] => digits.Length == 16,
            _ => false,
        };
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var value = digits[^(i + 1)] - '0';
            sum += i % 2 == 0 ? value : value > 4 ? (2 * value) - 9 : 2 * value;
        }

        return isKnown && sum % 10 == 0 && digits.Distinct().Count() > 4 && digits is not ("5105105105105100" or "6011000990139424" or "378734493671000" or "4012888888881881" or "5200828282828210" or "371449635398431" or "378282246310005");
    }

    private static bool IsIban(string number)
    {
        var turned = number[4..] + number[..4];
        var value = BigInteger.Zero;
        foreach (var c in turned)
        {
            value = (value * (char.IsAsciiDigit(c) ? 10 : 100)) + (char.IsAsciiDigit(c) ? c - '0' : c - 'A' + 10);
        }

        return number.Length is >= 15 and <= 34 && value % 97 == 1 && number.Count(char.IsAsciiDigit) >= 10
            && number is not ("DE89370400440532013000" or "GB29NWBK60161331926819" or "GB82WEST12345698765432" or "FR1420041010050500013M02606" or "CH9300762011623852957" or "GB33BUKB20201555555555");
    }

    [GeneratedRegex(@"\b(?:AKIA|ASIA)[0-9A-Z]{16}\b")]
    private static partial Regex Aws();

    [GeneratedRegex(@"(?:aws_)?(?:secret_access_key|SecretAccessKey)[""']?\s{0,3}[=:]\s{0,3}[""']?([A-Za-z0-9/+]{40})(?![A-Za-z0-9/+])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex AwsSecret();

    [GeneratedRegex(@"\b(?:gh[pousr]_[A-Za-z0-9]{36,80}|github_pat_[A-Za-z0-9_]{60,100})\b")]
    private static partial Regex GitHub();

    [GeneratedRegex(@"\bglpat-[A-Za-z0-9_-]{20,60}")]
    private static partial Regex GitLab();

    [GeneratedRegex(@"\bxox[abeprs]-[0-9]{8,14}-[A-Za-z0-9-]{10,80}")]
    private static partial Regex Slack();

    [GeneratedRegex(@"hooks\.slack\.com/services/T[A-Z0-9]{6,12}/B[A-Z0-9]{6,12}/[A-Za-z0-9]{20,32}")]
    private static partial Regex SlackHook();

    [GeneratedRegex(@"\b[MNO][A-Za-z0-9]{23,27}\.[A-Za-z0-9_-]{6}\.[A-Za-z0-9_-]{27,40}")]
    private static partial Regex Discord();

    [GeneratedRegex(@"discord(?:app)?\.com/api/webhooks/[0-9]{17,20}/[A-Za-z0-9_-]{60,80}")]
    private static partial Regex DiscordHook();

    [GeneratedRegex(@"\bAIza[0-9A-Za-z_-]{35}(?![0-9A-Za-z_-])")]
    private static partial Regex Google();

    [GeneratedRegex(@"\b[sr]k_live_[0-9A-Za-z]{20,120}")]
    private static partial Regex Stripe();

    [GeneratedRegex(@"\bsk-(?:ant-|proj-|svcacct-|or-)?[A-Za-z0-9_-]{32,200}")]
    private static partial Regex ModelKey();

    [GeneratedRegex(@"\beyJ[A-Za-z0-9_-]{10,2000}\.eyJ[A-Za-z0-9_-]{10,4000}\.[A-Za-z0-9_-]{10,1000}")]
    private static partial Regex Jwt();

    [GeneratedRegex(@"-----BEGIN (?:RSA |EC |OPENSSH |DSA |ENCRYPTED )?PRIVATE KEY-----\s{1,3}(?:[A-Za-z-]{3,20}: [^\n]{1,80}\s{1,3}){0,3}[A-Za-z0-9+/=]{40}|-----BEGIN PGP PRIVATE KEY BLOCK-----")]
    private static partial Regex PrivateKey();

    [GeneratedRegex(@"\b[a-z][a-z0-9+.-]{1,20}://[^\s/:@""'<>]{1,64}:([^\s/:@""'<>]{6,64})@([\w.-]{3,100})")]
    private static partial Regex UrlPassword();

    [GeneratedRegex(@"(?<![\d.,/_-]|[A-Za-z]|\d )(?:[2-6]\d{3}(?:([ -])\d{4}\1\d{4}\1\d{4}|\d{11,12})|3[47]\d{2}([ -])\d{6}\2\d{5})(?![\d_/]|[.,-]\d|[A-Za-z])")]
    private static partial Regex Card();

    [GeneratedRegex(@"\b(?:card|visa|mastercard|amex|credit|debit|cvv|cvc|karte|kreditkarte|carte|tarjeta|cartão|carta)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex CardWords();

    [GeneratedRegex(@"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b")]
    private static partial Regex Iban();

    [GeneratedRegex(@"(?<![\d-])(?!000|666|9)\d{3}-(?!00)\d{2}-(?!0000)\d{4}(?![\d-])")]
    private static partial Regex SocialSecurity();

    [GeneratedRegex(@"\b(?:ssn|social security)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SocialSecurityWords();

    /// <param name="Marks">A text without any of them holds no such secret.</param>
    private sealed record Rule(string What, string[] Marks, Func<Regex> Pattern, Func<string, bool> IsOne);
}
