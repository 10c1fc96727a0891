using Compact.Networking;
using Orleans.Runtime;

namespace Compact.Membership;

/// <summary>
/// The probes of one silo that are under way. A late answer is an answer: a probe that was not answered in time is still listened to
/// while the next ones run.
/// </summary>
internal sealed class Probing(SiloAddress silo, ISiloProber prober, LocalHealth health, TimeProvider time, int underWayMax)
{
    // A silo that stands still again and again while it waits has to judge at last.
    private const int ExtensionsMax = 3;

    private readonly Queue<Probe> _underWay = new();
    private readonly Signal _ended = new(time);

    /// <value>Why the last probe that failed was turned away; null when it was not.</value>
    public string? TurnedAway { get; private set; }

    /// <summary>Sends a probe, and waits for an answer to any that is under way.</summary>
    public async Task<ProbeResult> Next(TimeSpan timeout, CancellationToken token)
    {
        using var watch = health.WatchClosely();
        var begun = time.GetTimestamp();
        var allowed = timeout + health.Allowance();
        var newest = Send(token);
        var extensions = 0;
        while (true)
        {
            if (_underWay.Any(probe => probe.Result == ProbeResult.Answered))
            {
                GiveUp();
                return ProbeResult.Answered;
            }

            if (newest.Result is ProbeResult.Failed or ProbeResult.TurnedAway)
            {
                TurnedAway = newest.TurnedAway;
                return newest.Result;
            }

            var elapsed = time.GetElapsedTime(begun);
            var remaining = allowed - elapsed;
            if (remaining <= TimeSpan.Zero && extensions < ExtensionsMax)
            {
                extensions++;
                remaining = allowed + health.StalledSince(begun) - elapsed;
            }

            if (remaining <= TimeSpan.Zero)
                return ProbeResult.TimedOut;
            await _ended.Wait(remaining, token);
        }
    }

    public void GiveUp()
    {
        while (_underWay.TryDequeue(out var probe))
            probe.GiveUp();
    }

    private Probe Send(CancellationToken token)
    {
        if (_underWay.Count == underWayMax)
            _underWay.Dequeue().GiveUp();
        var probe = new Probe(token);
        _underWay.Enqueue(probe);
        _ = probe.Run(prober, silo, _ended);
        return probe;
    }

    private sealed class Probe(CancellationToken token)
    {
        private readonly CancellationTokenSource _givenUp = CancellationTokenSource.CreateLinkedTokenSource(token);
        private volatile ProbeResult _result = ProbeResult.TimedOut;

        public ProbeResult Result => _result;

        public string? TurnedAway { get; private set; }

        public async Task Run(ISiloProber prober, SiloAddress silo, Signal ended)
        {
            try
            {
                await prober.Probe(silo, _givenUp.Token);
                _result = ProbeResult.Answered;
            }
            catch (Exception exception)
            {
                // Refused, broken, or given up: what counts is that there is no answer, and whether somebody is there.
                TurnedAway = (exception.InnerException as TurnedAwayException)?.Message;
                _result = TurnedAway is null ? ProbeResult.Failed : ProbeResult.TurnedAway;
            }

            ended.Set();
        }

        public void GiveUp()
        {
            _givenUp.Cancel();
            _givenUp.Dispose();
        }
    }
}
