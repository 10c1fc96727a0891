using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MiningGrid.Core.ProofOfWork;
using MiningGrid.GrainInterfaces.Errors;
using MiningGrid.GrainInterfaces.Mining;

namespace MiningGrid.Grains.Mining;

/// <summary>
/// The silo's worker threads: those of the CPU, and one for each device beside it. Hashing never runs anywhere else. Scanners are
/// tested before the first thread starts; if the CPU's fails, that throws here, so that the silo does not start. A device that fails
/// is not used.
/// </summary>
public sealed partial class WorkerPool : IDisposable
{
    /// <summary>Solutions of one slice, at most.</summary>
    public const int MaxSolutions = 65_536;

    private readonly BlockingCollection<SliceWork> _queue;
    private readonly PauseGate _gate = new();
    private readonly AnswerThread _answers;
    private readonly ImmutableArray<Worker> _workers;
    private readonly int _queueLimit;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private int _living;
    private volatile bool _isDead;
    private bool _disposed;

    /// <summary>Tests the scanner and starts the threads.</summary>
    /// <param name="options">How many, with which scanner.</param>
    /// <param name="time">The clock of the rates.</param>
    /// <param name="logger">Hears of threads and devices that can't be as they should.</param>
    /// <param name="devices">What there is beside the CPU; null for nothing.</param>
    /// <exception cref="ScannerSelfTestException">The scanner gives wrong answers on this machine.</exception>
    public WorkerPool(IOptions<MiningOptions> options, TimeProvider time, ILogger<WorkerPool> logger, IMiningDevices? devices = null)
    {
        var settings = options.Value;
        _queueLimit = settings.QueueLimit;
        _time = time;
        _logger = logger;
        _queue = new BlockingCollection<SliceWork>(_queueLimit);
        Scanner = string.Equals(settings.Scanner, MiningOptions.AutoScanner, StringComparison.OrdinalIgnoreCase)
            ? NonceScanners.Best
            : NonceScanners.Get(settings.Scanner);
        NonceScanners.SelfTest(Scanner);
        var quota = CpuQuota.Read();
        var plan = WorkerPlan.Make(settings, Environment.ProcessorCount, quota);
        if (plan.IsOversized)
            Oversized(logger, plan.Workers, plan.CoresToUse, quota ?? Environment.ProcessorCount);
        var tested = devices is null ? [] : devices.Open().Where(IsRight).ToList();
        _living = plan.Workers + tested.Count;
        _answers = new AnswerThread();
        var ofCpu = Enumerable.Range(0, plan.Workers).Select(number => new Worker(
            _queue, _gate, Scanner, new WorkerThread(number, settings.Nice, plan.CoreOf(number), logger), time, StopOthers));
        var ofDevices = tested.Select((device, index) => new Worker(
            _queue, _gate, device, new WorkerThread(plan.Workers + index, settings.Nice, null, logger), time, StopOthers, Failed));
        _workers = [.. ofCpu, .. ofDevices];
        ScannerNames = string.Join(" + ", _workers.Select(worker => worker.Scanner.Name).DefaultIfEmpty(Scanner.Name).Distinct());
    }

    /// <summary>Worker threads.</summary>
    public int Workers => _workers.Length;

    /// <summary>What headers are hashed with on the CPU.</summary>
    public NonceScanner Scanner { get; }

    /// <summary>What headers are hashed with on the CPU and on devices, for example "vector512 + opencl:0".</summary>
    public string ScannerNames { get; }

    /// <summary>Whether mining rests for the sake of other work (<c>Mining:MaxLoad</c>).</summary>
    public bool IsResting => _gate.IsClosed;

    /// <summary>Mining began to rest, or goes on.</summary>
    internal event EventHandler? RestChanged;

    /// <summary>Slices that wait for a worker.</summary>
    public int Queued => _queue.Count;

    /// <summary>Workers that are at a slice.</summary>
    public int Busy => _workers.Count(worker => worker.IsBusy);

    /// <summary>When a worker found the first solution since a moment; null while none has.</summary>
    internal long? FoundSince(long timestamp)
    {
        var found = _workers.Select(worker => worker.FoundAt).Where(at => at >= timestamp).DefaultIfEmpty(long.MaxValue).Min();
        return found < long.MaxValue ? found : null;
    }

    /// <summary>When the last worker was done with its slice, as long as none is busy.</summary>
    internal long LastEndedAt => _workers.Max(worker => worker.EndedAt);

    /// <summary>Time that all workers together spent on slices.</summary>
    public TimeSpan BusyTime => _workers.Aggregate(TimeSpan.Zero, (sum, worker) => sum + worker.BusyTime);

    /// <summary>The rates of each worker.</summary>
    public ImmutableArray<HashRates> WorkerRates => [.. _workers.Select(worker => HashRates.Of(worker.Meter))];

    /// <summary>The rates of all workers together.</summary>
    public HashRates Rates => WorkerRates.Aggregate(
        new HashRates(0, 0, 0, 0),
        (sum, one) => new HashRates(
            sum.TenSeconds + one.TenSeconds, sum.Minute + one.Minute, sum.QuarterHour + one.QuarterHour, sum.Total + one.Total));

    /// <summary>Hashes since the start.</summary>
    public double Hashes => _workers.Sum(worker => worker.Meter.Total);

    /// <summary>The rate of all workers together over a window that ends now.</summary>
    /// <param name="window">1 s to 15 min.</param>
    /// <returns>H/s.</returns>
    public double RateOver(TimeSpan window) => _workers.Sum(worker => worker.Meter.Rate(window));

    /// <summary>Searches a slice on the next free worker.</summary>
    /// <param name="slice">What to search.</param>
    /// <param name="cancellationToken">Stops within a millisecond or two; the answer then tells how far it came.</param>
    /// <returns>What was searched and found.</returns>
    /// <exception cref="InvalidRequestException">The slice is out of bounds.</exception>
    /// <exception cref="MiningGridException">Too many slices wait already, or the silo has no workers.</exception>
    public Task<SliceResult> Search(Slice slice, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(slice);
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (slice.MaxSolutions is < 1 or > MaxSolutions)
            throw new InvalidRequestException($"A slice's MaxSolutions is {slice.MaxSolutions}; allowed are 1 to {MaxSolutions}.");
        var size = PuzzleCache.Get(slice.Puzzle).Size;
        if (slice.First > size)
            throw new InvalidRequestException($"A slice starts at {slice.First}; the puzzle has {size} positions.");
        if (_workers.IsEmpty)
            throw new MiningGridException("This silo has no workers: Mining:Workers is 0.");
        var work = new SliceWork(slice, _gate, _answers, cancellationToken);
        return TryAdd(work)
            ? work.Result
            : throw new MiningGridException($"{_queueLimit} slices wait for a worker already; Mining:QueueLimit allows no more.");
    }

    /// <summary>
    /// Lets all workers rest, or go on. What they are at answers with how far it came; what waits goes on waiting, unless
    /// it is stopped.
    /// </summary>
    /// <returns>Whether that was a change.</returns>
    internal bool Rest(bool rest)
    {
        if (_disposed || (_isDead && !rest) || !_gate.Set(rest))
            return false;
        if (rest)
            StopAll();
        _answers.Post(() => RestChanged?.Invoke(this, EventArgs.Empty));
        return true;
    }

    /// <summary>Stops all workers: slices at hand and in the queue answer with how far they came.</summary>
    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        _queue.CompleteAdding();
        _gate.Set(closed: false);
        StopAll();
        foreach (var worker in _workers)
            worker.Join();
        _answers.Dispose();
        _queue.Dispose();
    }

    // On the thread of the worker that found it: telling the node first would take the other workers' cores to do it on.
    private void StopOthers(Slice solved)
    {
        // Those that wait first, or a worker that is stopped takes the next of them.
        foreach (var waiting in _queue)
            waiting.StopIfEndedBy(solved);
        foreach (var worker in _workers)
            worker.StopIfEndedBy(solved);
    }

    private bool IsRight(NonceScanner device)
    {
        try
        {
            NonceScanners.SelfTest(device);
            return true;
        }
        catch (ScannerSelfTestException exception)
        {
            Refused(_logger, exception.Message, exception.InnerException?.Message ?? "");
            return false;
        }
    }

    /// <summary>A worker's device failed: its thread ends, unless no other is left. That one lets all mining rest, and answers what comes.</summary>
    private bool Failed(Worker worker, Exception cause)
    {
        if (_isDead)
            return true;
        DeviceFailed(_logger, worker.Scanner.Name, cause.Message);
        if (Interlocked.Decrement(ref _living) > 0)
            return false;
        _isDead = true;
        Rest(true);
        return true;
    }

    private void StopAll()
    {
        foreach (var worker in _workers)
            worker.StopCurrent();
    }

    private bool TryAdd(SliceWork work)
    {
        try
        {
            return _queue.TryAdd(work);
        }
        catch (InvalidOperationException e)
        {
            throw new ObjectDisposedException("The silo's workers have stopped.", e);
        }
    }

    [LoggerMessage(1325, LogLevel.Warning,
        "Mining:Workers is {Workers}, and there is room for {Cores} (of {Processors} cores): more threads hash no faster, and the silo answers late.")]
    private static partial void Oversized(ILogger logger, int workers, int cores, double processors);

    [LoggerMessage(1326, LogLevel.Error, "{Failure} {Cause}")]
    private static partial void Refused(ILogger logger, string failure, string cause);

    [LoggerMessage(1327, LogLevel.Error, "The device {Device} failed and is not used again before a restart of the silo: {Cause}")]
    private static partial void DeviceFailed(ILogger logger, string device, string cause);
}
