namespace ResearchBot.FakeSlack.Blocks;

/// <summary>The complaints about blocks, in Slack's words with the place as a JSON pointer.</summary>
internal sealed class BlockErrors
{
    public List<string> All { get; } = [];

    public void Add(string what, string at) => All.Add($"[ERROR] {what} [json-pointer:{at}]");

    public void Length(string? text, int least, int most, string at)
    {
        var length = text?.Length ?? 0;
        if (length < least)
        {
            Add($"must be more than {least - 1} characters", at);
        }
        else if (length > most)
        {
            Add($"must be less than {most + 1} characters", at);
        }
    }

    public void Count(int count, int least, int most, string at)
    {
        if (count < least)
        {
            Add($"no fewer than {least} items allowed", at);
        }
        else if (count > most)
        {
            Add($"no more than {most} items allowed", at);
        }
    }

    /// <summary>A text object of a format, or of any where none is named.</summary>
    public void Text(JsonNode? text, int most, string at, string? format = null)
    {
        var type = text.Text("type");
        if (text is null)
        {
            Add("missing required field: text", at);
        }
        else if (type is not ("mrkdwn" or "plain_text") || (format is not null && type != format))
        {
            Add($"must be of type {format ?? "mrkdwn or plain_text"}", $"{at}/type");
        }
        else
        {
            Length(text.Text("text"), 1, most, $"{at}/text");
        }
    }
}
