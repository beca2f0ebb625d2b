using System.Globalization;
using Microsoft.Extensions.AI;
using ResearchBot.Core.Answering.Generation;
using ResearchBot.Core.Search.Embedding;

namespace ResearchBot.Models;

/// <summary>Whether semantic search works here: what makes its vectors, how far they are, and one try.</summary>
internal sealed class SemanticSearchCheck(OpenEmbeddings open, ServingModel serving, VectorStore store, EmbeddingTurn turn)
{
    /// <summary>What was seen; where it is off or broken, what to do.</summary>
    public async Task<(bool Ok, string Message)> RunAsync(CancellationToken cancellationToken)
    {
        var setup = open();
        if (setup.Model is not { } model)
        {
            return (!setup.IsFault, $"off. {setup.WhyOff}");
        }

        var all = await store.ProgressAsync(model.Id, cancellationToken);
        var progress = all[model.Id];
        var state = $"{progress.Done} of {progress.Total} chunks done, {progress.Vectors} with a vector";
        if (await serving.ChooseAsync(cancellationToken) is { } former && former.Id != model.Id)
        {
            state += $"; until all are done, questions are compared with the vectors of {former.Name}";
        }
        else if (all.Count > 1 && !progress.IsComplete)
        {
            state += "; those of the model before cannot be used with these settings, so the others are found by their words";
        }

        try
        {
            string[] probe = ["The encoder works."];
            var answer = await model.Generator.GenerateAsync(probe, options: null, cancellationToken);
            var vector = new VectorCheck(model, model.Dimensions).ToVectors(answer, probe.Length)[0];
            state = $"on: {model.Name}, {vector.Length} numbers a vector; {state}";
        }
        catch (EmbeddingFaultException fault)
        {
            return (false, $"{fault.Message} Search is by words meanwhile; {state}.");
        }

        return await turn.LastFaultAsync(cancellationToken) is { } last && !progress.IsComplete
            ? (false, $"{state}. The last attempt, at {last.At:yyyy-MM-dd HH:mm} UTC, failed: {last.Fault}")
            : (true, state);
    }
}

/// <summary>Whether the language model answers: one short request.</summary>
internal sealed class ChatCheck(ChatSetup chat, TimeProvider time)
{
    public async Task<(bool Ok, string Message)> RunAsync(CancellationToken cancellationToken)
    {
        if (chat.Model is not { } model)
        {
            return (true, $"off. {chat.WhyOff}");
        }

        var start = time.GetTimestamp();
        try
        {
            await model.Kernel.GetRequiredService<IChatClient>().GetResponseAsync("Answer with the one word: ready", options: null, cancellationToken);
            return (true, string.Create(CultureInfo.InvariantCulture, $"on: {model.Name} answers in {time.GetElapsedTime(start).TotalSeconds:0.0} s"));
        }
        catch (ModelFaultException fault)
        {
            return (false, $"{fault.Message}{(fault.Details is { } words ? $" It says: {words}" : string.Empty)} Answers are put together from the documents' own sentences meanwhile.");
        }
    }
}
