using System.Text;

namespace ResearchBot.Models.Chat.Http;

/// <summary>
/// What both providers' clients have in common: refusals and broken connections become an <see cref="EndpointFault"/> before a
/// client sees them, and no answer is longer than it may be.
/// </summary>
internal sealed class EndpointHandler(long mostBytes, TimeProvider time, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private const int MostWordBytes = 2048;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        HttpResponseMessage response;
        try
        {
            response = await base.SendAsync(request, cancellationToken);
        }
        catch (HttpRequestException fault)
        {
            throw new EndpointFault(status: null, fault.Message, isTls: fault.HttpRequestError == HttpRequestError.SecureConnectionError);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new EndpointFault(status: null, "No connection in time.");
        }

        if (!response.IsSuccessStatusCode)
        {
            using (response)
            {
                throw new EndpointFault((int)response.StatusCode, await WordsAsync(response, cancellationToken), RetryAfter(response));
            }
        }

        var whole = response.Content;
        response.Content = new StreamContent(new CappedStream(await whole.ReadAsStreamAsync(cancellationToken), mostBytes));
        foreach (var (name, values) in whole.Headers.NonValidated)
        {
            response.Content.Headers.TryAddWithoutValidation(name, values);
        }

        return response;
    }

    private static async Task<string> WordsAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var words = new byte[MostWordBytes];
        try
        {
            await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
            return Encoding.UTF8.GetString(words, 0, await body.ReadAtLeastAsync(words, words.Length, throwOnEndOfStream: false, cancellationToken));
        }
        catch (Exception broken) when (broken is IOException or HttpRequestException)
        {
            return string.Empty;
        }
    }

    private TimeSpan? RetryAfter(HttpResponseMessage response)
    {
        var asked = response.Headers.RetryAfter;
        var wait = asked?.Delta ?? asked?.Date - time.GetUtcNow();
        return wait > TimeSpan.Zero ? wait : null;
    }
}
