namespace ResearchBot.FakeDiscord.Limits;

/// <summary>How many requests a bucket takes in its window. Rules of one name share a bucket per top-level id.</summary>
public sealed record BucketRule(string Name, int Limit, TimeSpan Window)
{
    public static readonly BucketRule Usual = new("", 50, TimeSpan.FromSeconds(1));
    public static readonly BucketRule MessageCreate = new("message-create", 5, TimeSpan.FromSeconds(5));
    public static readonly BucketRule MessageEdit = new("message-edit", 5, TimeSpan.FromSeconds(5));
    public static readonly BucketRule MessageDelete = new("message-delete", 5, TimeSpan.FromSeconds(1));
    public static readonly BucketRule Typing = new("typing", 5, TimeSpan.FromSeconds(5));
    public static readonly BucketRule Threads = new("threads", 50, TimeSpan.FromSeconds(300));
    public static readonly BucketRule Webhook = new("webhook", 5, TimeSpan.FromSeconds(2));
}
