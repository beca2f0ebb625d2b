using System.Globalization;
using Microsoft.Extensions.AI;
using ResearchBot.Core.Models;

namespace ResearchBot.Models.Chat;

/// <summary>Whether the language model answers: one short request.</summary>
internal sealed class ChatCheck(OpenChat open, TimeProvider time)
{
    /// <summary>What was seen; where it is off or broken, what to do.</summary>
    public async Task<(bool Ok, string Message)> RunAsync(CancellationToken cancellationToken)
    {
        if (open() is not { Model: { } model } setup)
        {
            return (true, $"off. {open().WhyOff}");
        }

        var start = time.GetTimestamp();
        try
        {
            await model.Client.GetResponseAsync([new ChatMessage(ChatRole.User, "Answer with the one word: ready")], options: null, cancellationToken);
            return (true, string.Create(CultureInfo.InvariantCulture, $"on: {setup.Model.Name} answers in {time.GetElapsedTime(start).TotalSeconds:0.0} s"));
        }
        catch (ModelFaultException fault)
        {
            return (false, $"{fault.Message}{(fault.Details is { } words ? $" It says: {words}" : string.Empty)} Answers are put together from the documents' own sentences meanwhile.");
        }
    }
}
