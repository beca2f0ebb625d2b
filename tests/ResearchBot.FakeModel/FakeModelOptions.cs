using ResearchBot.FakeModel.Brains;

namespace ResearchBot.FakeModel;

/// <summary>How the server behaves. May be changed while it runs.</summary>
public sealed class FakeModelOptions
{
    /// <summary>0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>Makes the answers.</summary>
    public Func<FakeRequest, FakeAnswer> Brain { get; set; } = QuotingBrain.Answer;

    /// <summary>What goes wrong with a request; null for nothing.</summary>
    public Func<FakeRequest, FakeFault?> Fault { get; set; } = _ => null;

    /// <summary>Awaited before each answer.</summary>
    public Func<FakeRequest, Task> Before { get; set; } = _ => Task.CompletedTask;

    /// <summary>Of the slow faults.</summary>
    public TimeSpan Slowness { get; set; } = Timeout.InfiniteTimeSpan;

    /// <summary>Of 429 with Retry-After: seconds or a date.</summary>
    public string RetryAfter { get; set; } = "1";

    /// <summary>The only key that is taken; null takes any, and none.</summary>
    public string? Key { get; set; }

    /// <summary>The only model that there is; null has any.</summary>
    public string? Model { get; set; }

    /// <summary>Members of a request that it refuses with 400.</summary>
    public IReadOnlyList<string> UnknownMembers { get; set; } = [];

    /// <summary>Whether such a refusal says which member it is.</summary>
    public bool NamesUnknownMembers { get; set; } = true;

    /// <summary>Characters of a piece of a stream.</summary>
    public int PieceLength { get; set; } = 12;
}
