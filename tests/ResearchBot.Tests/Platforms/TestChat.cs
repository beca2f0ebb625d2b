using ResearchBot.Core.Platforms;

namespace ResearchBot.Tests.Platforms;

/// <summary>A platform that does what a test says.</summary>
internal sealed class TestChat(ChatServices core, string name = "test", bool isConfigured = true) : ThirdPlatform(core, new ThirdChat())
{
    public override string Name => name;

    public override bool IsConfigured => isConfigured;

    public override string HowToConfigure => $"Set {name}__Token.";

    public TaskCompletionSource Begun { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TaskCompletionSource Told { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Its work; null until it is told to end.</summary>
    public Func<CancellationToken, Task>? Does { get; set; }

    /// <summary>Its run, which ends when its work does.</summary>
    public Task Running { get; private set; } = Task.CompletedTask;

    public override Task RunAsync(CancellationToken cancellationToken) => Running = WorkAsync(cancellationToken);

    private async Task WorkAsync(CancellationToken cancellationToken)
    {
        using var told = cancellationToken.Register(() => Told.TrySetResult());
        Begun.TrySetResult();
        await (Does?.Invoke(cancellationToken) ?? Task.Delay(Timeout.Infinite, cancellationToken));
    }
}
