using System.Collections.Concurrent;
using MiningGrid.Engine.Tests.Hosting;
using Microsoft.Extensions.Logging;

namespace MiningGrid.Cluster.Tests.Processes;

/// <summary>Keeps what is logged, for a test to wait for.</summary>
internal sealed class LogJournal : ILoggerProvider
{
    private readonly ConcurrentQueue<(int Id, string Text)> _entries = new();

    public string[] Texts => [.. _entries.Select(entry => entry.Text)];

    public int Count(int eventId) => _entries.Count(entry => entry.Id == eventId);

    /// <summary>Waits until an event was logged so many times.</summary>
    public Task WaitFor(int eventId, int times = 1) =>
        Eventually.That(() => Count(eventId) >= times, $"event {eventId}, {times} times");

    public ILogger<T> Logger<T>() => new LoggerFactory([this]).CreateLogger<T>();

    public ILogger CreateLogger(string categoryName) => new Writer(this);

    public void Dispose()
    {
    }

    private sealed class Writer(LogJournal journal) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
            => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            journal._entries.Enqueue((eventId.Id, formatter(state, exception)));
    }
}
