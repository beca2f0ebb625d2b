using System.Text.RegularExpressions;
using ResearchBot.Core.Answering.Answers;

namespace ResearchBot.Core.Conversations;

/// <summary>What the next question of a conversation may refer to. It holds only what the questions and answers that it was made of hold.</summary>
public sealed partial class ConversationState
{
    public static readonly ConversationState Empty = new();

    private const int MostReferents = 6;
    private const int MostPlaces = 6;
    private const double ShareOfLeaning = 0.3;
    private const double ShareOfPerhaps = 0.2;

    private ConversationState()
    {
    }

    /// <summary>The last question, standing alone; null before the first.</summary>
    public string? Question { get; private init; }

    /// <summary>What it is about, in its words: "the sick leave", or what somebody wants to do; null if it names nothing.</summary>
    public string? Focus { get; private init; }

    /// <summary>Things that were spoken of, the last one first.</summary>
    public IReadOnlyList<string> Referents { get; private init; } = [];

    /// <summary>Where the last answers stood, the likeliest first.</summary>
    public IReadOnlyList<TopicPlace> Places { get; private init; } = [];

    /// <summary>The items of the list that was shown last, or the statements.</summary>
    public IReadOnlyList<string> Items { get; private init; } = [];

    /// <summary>Whether the last question was about the topic without saying so.</summary>
    internal bool IsPerhaps { get; private init; }

    /// <summary>Whether <see cref="Focus"/> is what somebody wants to do.</summary>
    internal bool IsDeed { get; private init; }

    /// <summary>The state after some turns.</summary>
    /// <param name="newestFirst">As far as the next answer's readers may know of them, with answers that were checked again.</param>
    public static ConversationState Of(IReadOnlyList<ConversationTurn> newestFirst)
    {
        var state = Empty;
        foreach (var turn in newestFirst.Reverse())
        {
            // What was taken from an answer then is taken anew, from what may still be read.
            var asked = turn.Answer.Question;
            state = state.After(FollowUpQuestion.TakesFromAnswer(asked) ? state.Resolve(asked) : new Question(asked, turn.Question), turn.Answer);
        }

        return state;
    }

    /// <summary>Whether a question may depend on the turns before it.</summary>
    public static bool MayConcern(string text) => FollowUpQuestion.Of(text) != Leaning.Anew;

    /// <summary>The next question, standing alone and with the topic that it may be about; unchanged but for its first words ("btw") if it names its own
    /// subject.</summary>
    public Question Resolve(string text)
    {
        var leaning = FollowUpQuestion.Of(text);
        if (Question is null || leaning == Leaning.Anew)
        {
            return new Question(text, FollowUpQuestion.Plain(text));
        }

        var topic = Places.Count == 0 ? null : new QuestionTopic(Places, leaning == Leaning.Leans ? ShareOfLeaning : ShareOfPerhaps);
        return leaning == Leaning.Leans
            ? new Question(text, FollowUpQuestion.Rewrite(text, this)) { Topic = topic }
            : new Question(text, FollowUpQuestion.Plain(text)) { Topic = topic };
    }

    /// <summary>The state after a question and its answer.</summary>
    public ConversationState After(Question question, Answer answer)
    {
        var leaning = Question is null ? Leaning.Anew : FollowUpQuestion.Of(question.Text);
        var (core, aside) = FollowUpQuestion.Split(question.Standalone);
        var isRewritten = leaning == Leaning.Leans && Question is not null;
        var own = ReferentsOf(isRewritten && !FollowUpQuestion.IsExchange(question.Text) ? question.Text : core);
        var places = PlacesOf(answer);
        var isPerhaps = leaning == Leaning.Perhaps && FollowUpQuestion.IsOfAsker(question.Text) && (places.Count == 0 || places.Any(IsKnown));
        var focus = leaning == Leaning.Anew || (leaning == Leaning.Perhaps && !isPerhaps) ? FocusOf(core, aside) ?? Focus
            : isPerhaps ? Focus
            : Taken(question) ?? Focus;
        var isDeed = focus is not null && (focus == Focus ? IsDeed : NounGroups.DeedIn(core) == focus);
        var things = focus is null || isDeed ? [] : new[] { focus };
        string[] referents = isRewritten && FollowUpQuestion.HasOwnSubject(question.Text) ? [.. own, .. things] : [.. things, .. own];
        return new ConversationState
        {
            Question = question.Standalone,
            Focus = focus,
            Referents = [.. referents.Concat(leaning == Leaning.Anew ? [] : Referents).Distinct(StringComparer.OrdinalIgnoreCase).Take(MostReferents)],
            Places = [.. places.Concat(leaning == Leaning.Anew ? [] : Places).Distinct().Take(MostPlaces)],
            Items = ItemsOf(answer),
            IsPerhaps = isPerhaps,
            IsDeed = isDeed,
        };
    }

    /// <summary>The item of that ordinal ("2nd", "last"); null if there is none.</summary>
    internal string? ItemAt(string ordinal)
    {
        var at = ordinal.ToLowerInvariant() switch
        {
            "first" or "1st" or "former" => 0,
            "second" or "2nd" => 1,
            "third" or "3rd" => 2,
            "fourth" or "4th" => 3,
            "fifth" or "5th" => 4,
            _ => Items.Count - 1,
        };
        return at >= 0 && at < Items.Count ? Items[at] : null;
    }

    /// <summary>What a question with a noun of its own is about: the thing, and not what somebody wants to do with it.</summary>
    internal string? Thing => IsDeed && ReferentsOf(Focus![(Focus!.IndexOf(' ', StringComparison.Ordinal) + 1)..]) is [var first, ..] ? first : Focus;

    /// <summary>What a pronoun means; null if nothing that was spoken of fits.</summary>
    internal string? ReferentOf(string pronoun) => pronoun.ToLowerInvariant() switch
    {
        "they" or "them" => Referents.FirstOrDefault(NounGroup.IsPlural) ?? Focus,
        "that" or "this" when IsDeed => null,
        "he" or "she" or "him" => Referents.FirstOrDefault(referent => char.IsUpper(referent[0])) ?? Focus,
        _ => Referents.FirstOrDefault(referent => !NounGroup.IsPlural(referent)) ?? (IsDeed ? null : Focus),
    };

    private bool IsKnown(TopicPlace place) => Places.Any(known => known.DocumentId == place.DocumentId);

    /// <summary>What a rewritten question is about: what was put in for another thing, or what was taken along.</summary>
    private string? Taken(Question question)
    {
        var (core, aside) = FollowUpQuestion.Split(question.Standalone);
        return Question is { } last && FollowUpQuestion.IsExchange(question.Text) && aside.Length == 0 ? FocusOf(core, aside)
            : Referents.FirstOrDefault(referent => core.Contains(referent, StringComparison.OrdinalIgnoreCase) && !question.Text.Contains(referent, StringComparison.OrdinalIgnoreCase));
    }

    private static string? FocusOf(string core, string aside)
    {
        if (aside.Length > 0)
        {
            return aside.Trim(' ', '(', ')');
        }

        var referents = ReferentsOf(core);
        return NounGroups.DeedIn(core) ?? (referents.Count > 0 ? referents[0] : null);
    }

    /// <summary>The things of a text, those joined by "of" together.</summary>
    private static List<string> ReferentsOf(string text)
    {
        var referents = new List<string>();
        NounGroup? before = null;
        foreach (var group in NounGroups.In(text).Where(group => !NounGroups.IsAttribute(group)))
        {
            if (before is not null && group.Preposition == "of" && group.Start - before.End <= " of ".Length)
            {
                referents[^1] = $"{referents[^1]} {text[(before.End + 1)..group.End]}";
                referents.Add(group.Again);
            }
            else
            {
                referents.Add(group.Again);
            }

            before = group;
        }

        return [.. referents];
    }

    private static List<TopicPlace> PlacesOf(Answer answer) =>
        [.. (answer.Outcome == AnswerOutcome.NotFound ? [] : answer.Citations)
            .Select(citation => new TopicPlace(citation.Document.Id, citation.Document.Title, citation.Place.Section)).Distinct()];

    /// <summary>The items of the first list that was shown, else the statements.</summary>
    private static string[] ItemsOf(Answer answer) =>
        answer.Statements.Select(statement => statement.Text).Concat(answer.Citations.Select(citation => citation.Excerpt)).Select(ItemsIn).FirstOrDefault(items => items.Length > 1)
            ?? (answer.Statements.Count > 1 ? [.. answer.Statements.Select(statement => statement.Text)] : []);

    /// <summary>The outermost items of a list.</summary>
    private static string[] ItemsIn(string text)
    {
        var items = text.Split('\n').Select(line => Item().Match(line)).Where(match => match.Success).ToArray();
        var outermost = items.Length == 0 ? 0 : items.Min(match => match.Groups["indent"].Length);
        return [.. items.Where(match => match.Groups["indent"].Length == outermost).Select(match => match.Groups["text"].Value.Trim())];
    }

    [GeneratedRegex(@"^(?<indent>\s*)([•*-]|\d{1,2}[.)]|[a-z][.)])\s+(?<text>.+)$")]
    private static partial Regex Item();
}
