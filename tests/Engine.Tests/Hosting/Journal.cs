using System.Collections.Concurrent;

namespace MiningGrid.Engine.Tests.Hosting;

/// <summary>What grains have done, in order, and gates at which they wait until the test opens them. A service of the silo.</summary>
internal sealed class Journal
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _gates = new();
    private readonly ConcurrentQueue<string> _entries = new();

    public string[] Entries => [.. _entries];

    public void Write(string entry) => _entries.Enqueue(entry);

    public Task Gate(string name) => GateOf(name).Task;

    public void Open(string name) => GateOf(name).TrySetResult();

    public bool Has(string entry) => _entries.Contains(entry);

    public Task Wrote(string entry) => Eventually.That(() => Has(entry), $"the entry \"{entry}\" after {string.Join(", ", _entries)}");

    private TaskCompletionSource GateOf(string name) => _gates.GetOrAdd(name, static _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
}
