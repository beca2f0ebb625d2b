using System.Globalization;
using System.Text;

namespace ResearchBot.Sources;

/// <summary>What a site's robots.txt allows this bot (RFC 9309): the group that names it, else that of all; the longest rule that fits counts, and of two
/// of one length the one that allows.</summary>
internal sealed class RobotsRules
{
    /// <summary>A site without the file.</summary>
    public static readonly RobotsRules Open = new();

    /// <summary>A site whose file cannot be had: nothing may be fetched until it can.</summary>
    public static readonly RobotsRules Closed = new() { _rules = { (string.Empty, false) } };

    private const int MostCharacters = 500_000;
    private const int MostRules = 5_000;
    private const int MostStarred = 10_000; // characters of rules with a star, which take long to compare

    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(30);

    private readonly List<(string Path, bool Allows)> _rules = [];

    /// <summary>How long the site wants to be left alone between two requests, 30 s at most.</summary>
    public TimeSpan Delay { get; private set; }

    public IReadOnlyList<string> Sitemaps { get; private set; } = [];

    /// <param name="agent">The bot's name, such as ResearchBot.</param>
    public static RobotsRules Read(byte[] file, string agent)
    {
        var lines = Encoding.UTF8.GetString(file, 0, Math.Min(file.Length, MostCharacters)).TrimStart('\uFEFF').Split('\n', '\r').Select(Field).OfType<(string Name, string Value)>().ToArray();
        var own = ReadGroup(lines, value => value.Equals(agent, StringComparison.OrdinalIgnoreCase));
        var rules = own ?? ReadGroup(lines, value => value == "*") ?? new RobotsRules();
        rules.Sitemaps = [.. lines.Where(line => line.Name == "sitemap").Select(line => line.Value).Distinct()];
        return rules;
    }

    public bool Allows(Uri url)
    {
        var path = url.PathAndQuery;
        var (longest, allows) = (-1, true);
        foreach (var (rule, isAllowed) in _rules)
        {
            if (rule.Length >= longest && Fits(rule, path))
            {
                allows = rule.Length > longest ? isAllowed : allows || isAllowed;
                longest = rule.Length;
            }
        }

        return allows;
    }

    /// <summary>The rules of every group that is for an agent; null if there is none.</summary>
    private static RobotsRules? ReadGroup((string Name, string Value)[] lines, Func<string, bool> isMeant)
    {
        RobotsRules? rules = null;
        var (inAgents, isOurs, starred) = (false, false, 0);
        foreach (var (name, value) in lines)
        {
            if (name == "user-agent")
            {
                isOurs = (inAgents && isOurs) || isMeant(value.Split('/', ' ')[0]);
                inAgents = true;
                rules ??= isOurs ? new RobotsRules() : null;
                continue;
            }

            inAgents = inAgents && name == "sitemap";
            if (!isOurs)
            {
                continue;
            }

            if (name is "allow" or "disallow" && value.Length > 0 && rules!._rules.Count < MostRules)
            {
                var star = value.IndexOf('*', StringComparison.Ordinal);
                starred += star < 0 ? 0 : value.Length;
                if (star < 0 || starred <= MostStarred)
                {
                    rules._rules.Add((value, name == "allow"));
                }
                else if (name == "disallow")
                {
                    rules._rules.Add((value[..star], false)); // rather too little than what is not wanted
                }
            }
            else if (name == "crawl-delay" && double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds))
            {
                rules!.Delay = seconds < LongestDelay.TotalSeconds ? TimeSpan.FromSeconds(seconds) : LongestDelay;
            }
        }

        return rules;
    }

    private static (string Name, string Value)? Field(string line)
    {
        var text = line.Split('#')[0];
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon < 1 ? null : (text[..colon].Trim().ToLowerInvariant(), text[(colon + 1)..].Trim());
    }

    /// <summary>Whether a path begins as a rule says, in which * stands for anything and $ for the end. Goes back to the last star only, so that no rule
    /// takes long.</summary>
    private static bool Fits(string rule, string path)
    {
        var isWhole = rule.EndsWith('$');
        var (r, p, star, from) = (0, 0, -1, 0);
        var length = isWhole ? rule.Length - 1 : rule.Length;
        while (true)
        {
            if (r == length && (!isWhole || p == path.Length))
            {
                return true;
            }

            if (r < length && rule[r] == '*')
            {
                (star, from) = (r++, p);
            }
            else if (r < length && p < path.Length && rule[r] == path[p])
            {
                (r, p) = (r + 1, p + 1);
            }
            else if (star >= 0 && from < path.Length)
            {
                (r, p) = (star + 1, ++from);
            }
            else
            {
                return false;
            }
        }
    }
}
