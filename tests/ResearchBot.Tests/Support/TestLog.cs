using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace ResearchBot.Tests.Support;

/// <summary>Keeps what was logged.</summary>
internal sealed class TestLog
{
    private readonly ConcurrentQueue<(LogLevel Level, string Message)> _lines = [];

    public IEnumerable<string> Warnings => _lines.Where(line => line.Level >= LogLevel.Warning).Select(line => line.Message);

    public string Last => _lines.Last().Message;

    public ILogger<T> For<T>() => new Logger<T>(this);

    private sealed class Logger<T>(TestLog log) : ILogger<T>
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            log._lines.Enqueue((logLevel, formatter(state, exception)));
    }
}
