using Microsoft.Extensions.Logging;

namespace MiningGrid.Engine.Tests.Membership.Simulated;

/// <summary>What a silo logged from Information up.</summary>
internal sealed class SimulatedLog : ILoggerProvider, ILogger
{
    public List<(LogLevel Level, int Id, string Message)> Lines { get; } = [];

    public ILogger CreateLogger(string categoryName) => this;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
            Lines.Add((logLevel, eventId.Id, formatter(state, exception)));
    }

    public int Count(int id) => Lines.Count(line => line.Id == id);

    public void Dispose()
    {
        // Nothing is held.
    }
}
