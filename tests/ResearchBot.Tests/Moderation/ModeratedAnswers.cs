using System.Text.RegularExpressions;
using ResearchBot.Core.Commands;
using ResearchBot.Core.Moderation;

namespace ResearchBot.Tests.Moderation;

/// <summary>For each command on answers and each role an answer of its own, whose two sources differ, with what the command takes back.</summary>
internal sealed partial class ModeratedAnswers(TestBot bot, string workspace, Func<Role, string> person)
{
    private static readonly string[] Commands =
        ["why", "passages show", "passages more", "answers retract", "answers restore", "answers delete", "passages retract", "passages restore", "pin", "pins remove", "rule", "rules remove"];

    private readonly TestPlatform _platform = new(bot, workspace);
    private readonly Dictionary<MatrixCell, (string Receipt, string Id)> _prepared = [];

    public async Task PrepareAsync()
    {
        foreach (var (command, role) in Commands.SelectMany(_ => Enum.GetValues<Role>(), (command, role) => (command, role)))
        {
            var mill = $"{command.Replace(" ", string.Empty, StringComparison.Ordinal)}{role}mill".ToLowerInvariant();
            await CollectionsTests.SaveAsync(bot, workspace, "documents", $"{mill}-1.txt", $"The {mill} sold 40 sacks of flour.");
            await CollectionsTests.SaveAsync(bot, workspace, "documents", $"{mill}-2.txt", $"The {mill} sold 55 sacks of flour.");
            var answer = (await _platform.TypeAsync(person(role), $"How many sacks of flour did the {mill} sell?")).ShouldBeOfType<AnswerReply>();
            var done = command switch
            {
                "answers restore" => await TypeAsync($"/answers retract --answer {answer.Receipt}"),
                "passages restore" => await TypeAsync($"/passages retract 1 --answer {answer.Receipt}"),
                "pins remove" => await TypeAsync($"/pin --answer {answer.Receipt}"),
                "rules remove" => await TypeAsync($"/rule 1 --answer {answer.Receipt}"),
                _ => string.Empty,
            };
            foreach (var permitted in new[] { true, false })
            {
                _prepared[new MatrixCell(command, role, permitted)] = (answer.Receipt, done);
            }
        }
    }

    /// <summary>An example with what was prepared in the place of its receipt and id.</summary>
    public string Fill(string line, MatrixCell cell)
    {
        var (receipt, id) = _prepared.GetValueOrDefault(cell, (string.Empty, string.Empty));
        var filled = line.Replace("9f2c4e81a7b35d06", receipt, StringComparison.Ordinal);
        return cell.Command is "passages restore" or "pins remove" or "rules remove" ? $"/{cell.Command} {id}" : filled.Replace(" --question \"Where does the mill stand?\"", string.Empty, StringComparison.Ordinal);
    }

    private async Task<string> TypeAsync(string line)
    {
        var done = (await _platform.TypeAsync("boss", line, role: Role.Admin)).ShouldBeOfType<DoneReply>().Message;
        return TakenBack().Match(done).Groups[1].Value;
    }

    [GeneratedRegex(@"/\w+ (?:restore|remove) (\w+)")]
    private static partial Regex TakenBack();
}
