using ResearchBot.Core.Answering.Answers;
using ResearchBot.Core.Answering.Generation;
using ResearchBot.Core.Text;

namespace ResearchBot.Core.Moderation;

/// <summary>Reads the settings that apply to a question.</summary>
public sealed class EffectiveSettingsReader(ChosenSettings settings, CollectionRights rights, CollectionStore collections, ChatBudget model)
{
    /// <summary>The settings for a question's audience.</summary>
    public async Task<EffectiveSettings> ForAsync(Audience audience, string question, CancellationToken cancellationToken)
    {
        var chosen = await settings.ReadAsync(audience.Workspace, audience.Channel, cancellationToken);
        var readable = await rights.ReadableAsync(audience, cancellationToken);
        var language = SettingCatalog.Language.In(chosen);
        var rules = new EffectiveSettings(
            readable,
            IsLimited: false,
            Gone: [],
            ModeOf(chosen),
            language == SettingCatalog.Language.Default ? LanguageOf(question) : language);
        var names = SettingCatalog.Collections.In(chosen);
        if (names == SettingCatalog.AllCollections)
        {
            return rules;
        }

        var wanted = names.Split(SettingCatalog.Separator).ToHashSet();
        var scope = readable with
        {
            Collections = [.. readable.Collections.Where(collection => wanted.Contains(collection.Name))], // never more than may be read
            LeftOut = [.. readable.LeftOut.Where(collection => wanted.Contains(collection.Name))],
        };
        var gone = new List<string>();
        foreach (var name in wanted.Except(scope.Collections.Select(collection => collection.Name)))
        {
            // An existing collection that may not be read here is skipped: not even its name is for this audience.
            if (!await collections.ExistsAsync(new CollectionId(audience.Workspace, name), cancellationToken))
            {
                gone.Add(name);
            }
        }

        return rules with { Scope = scope, IsLimited = true, Gone = gone };
    }

    private AnswerMode ModeOf(IReadOnlyDictionary<string, string> chosen) =>
        SettingCatalog.Mode.In(chosen) == SettingCatalog.Mode.Default && model.HasModel ? AnswerMode.Model : AnswerMode.Extractive;

    private static string LanguageOf(string question) =>
        LanguageRecogniser.Recognise(question) == Language.German ? AnswerWording.German : AnswerWording.English;
}
