using System.Text.Json;
using Microsoft.Extensions.AI;

namespace ResearchBot.Models.Chat;

/// <summary>Follows one answer to its end, and ends it where the model does not.</summary>
internal sealed class AnswerEnd(ChatFaults faults, int longestOutputTokens)
{
    private const int MostCharactersOfToken = 10;

    private long _left = (long)longestOutputTokens * MostCharactersOfToken;
    private bool _isAny;
    private bool _isRefused;
    private ChatFinishReason? _reason;

    /// <summary>Whether the answer is as long as it may be, and nothing more is taken.</summary>
    public bool IsReached => _left <= 0;

    /// <summary>Takes the next piece; the last one that it takes is cut and says so.</summary>
    public ChatResponseUpdate Take(ChatResponseUpdate update)
    {
        var text = update.Text;
        _isAny |= !string.IsNullOrWhiteSpace(text);
        _isRefused |= update.Contents.OfType<ErrorContent>().Any() || update.FinishReason == ChatFinishReason.ContentFilter;
        _reason = update.FinishReason ?? _reason;
        if (text.Length >= _left)
        {
            update = new ChatResponseUpdate(update.Role, text[..(int)_left]) { ModelId = update.ModelId, FinishReason = _reason = ChatFinishReason.Length };
            _left = 0;
        }
        else
        {
            _left -= text.Length;
        }

        return update;
    }

    /// <summary>At the end: whether there was an answer.</summary>
    public void Check()
    {
        if (_isRefused)
        {
            throw faults.Refused();
        }

        if (_reason is null)
        {
            throw _isAny ? new EndOfStreamException("The end is missing.") : new JsonException("Nothing came.");
        }

        if (!_isAny)
        {
            throw faults.Empty(_reason == ChatFinishReason.Length);
        }
    }
}
