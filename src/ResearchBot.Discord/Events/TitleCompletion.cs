using ResearchBot.Core.Commands;
using ResearchBot.Core.Documents;
using ResearchBot.Core.Moderation;
using ResearchBot.Core.Text;
using ResearchBot.Discord.Payloads;
using ResearchBot.Discord.Rest;

namespace ResearchBot.Discord.Events;

/// <summary>Offers the titles of documents that the person may read, while they type.</summary>
internal sealed class TitleCompletion(DiscordRest rest, RequestFlow requests, CollectionRights rights, DocumentStore documents)
{
    private const int Completions = 8;
    private const int MostChoices = 25;
    private const int LongestName = 100;

    /// <summary>Answers with the titles that hold what was typed so far; with none where something is wrong.</summary>
    public async Task CompleteAsync(Interaction interaction, CancellationToken cancellationToken)
    {
        var choices = await ChooseAsync(interaction, cancellationToken);
        await rest.AcknowledgeAsync(interaction, new InteractionCallback(Completions, new CallbackData { Choices = choices }), cancellationToken);
    }

    private async Task<IReadOnlyList<Choice>> ChooseAsync(Interaction interaction, CancellationToken cancellationToken)
    {
        if (interaction is not { By: { } by, ChannelId: { } channel, Data: { } data })
        {
            return [];
        }

        var typed = InteractionReader.CommandOf(data).Options.FirstOrDefault(option => option.Focused)?.Value?.ToString() ?? string.Empty;
        var incoming = InteractionReader.Bare(interaction, by.Id, channel) with { Command = "documents list" };
        try
        {
            var request = await requests.CreateAsync(incoming, isPrivate: true, cancellationToken); // only the person sees what is offered
            var found = await documents.ListAsync(await rights.ReadableAsync(request.Audience, cancellationToken), cancellationToken);
            return [.. found.Select(summary => summary.Document)
                .Where(document => document.Title.Contains(typed, StringComparison.OrdinalIgnoreCase) || document.Id.StartsWith(typed, StringComparison.Ordinal))
                .OrderBy(document => document.Title, StringComparer.OrdinalIgnoreCase)
                .Take(MostChoices)
                .Select(document => new Choice(Shorten(OutgoingText.CleanLine(document.Title), document.Id), document.Id))];
        }
        catch (Core.UserFacingException)
        {
            return [];
        }
    }

    private static string Shorten(string title, string id) =>
        title.Length == 0 ? id : title.Length <= LongestName ? title : string.Concat(title.AsSpan(0, LongestName - 2), "…");
}
