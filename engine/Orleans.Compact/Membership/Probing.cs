using Orleans;
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

    private readonly List<Probe> _underWay = [];

    /// <summary>Sends a probe, and waits for an answer to any that is under way.</summary>
    public async Task<ProbeResult> Next(TimeSpan timeout, CancellationToken token)
    {
        var begun = time.GetTimestamp();
        var allowed = timeout + health.Allowance();
        var newest = Send(token);
        var remaining = allowed;
        for (var extensions = 0; ; extensions++)
        {
            if (await FirstAnswer(newest, remaining, token) is { } result)
                return result;
            var awake = time.GetElapsedTime(begun) - health.StalledSince(begun);
            remaining = allowed - awake;
            if (remaining <= TimeSpan.Zero || extensions == ExtensionsMax)
                return ProbeResult.TimedOut;
        }
    }

    public void GiveUp()
    {
        foreach (var probe in _underWay)
            probe.GiveUp();
        _underWay.Clear();
    }

    private Probe Send(CancellationToken token)
    {
        if (_underWay.Count == underWayMax)
        {
            _underWay[0].GiveUp();
            _underWay.RemoveAt(0);
        }

        var probe = new Probe(prober, silo, token);
        _underWay.Add(probe);
        return probe;
    }

    /// <returns>Null when nothing was heard in the time.</returns>
    private async Task<ProbeResult?> FirstAnswer(Probe newest, TimeSpan atMost, CancellationToken token)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(token);
        var wait = Task.Delay(atMost, time, over.Token);
        while (true)
        {
            var ended = await Task.WhenAny([.. _underWay.Select(probe => probe.Answer), wait]);
            token.ThrowIfCancellationRequested();
            if (ended == wait)
                return null;
            if (ended.IsCompletedSuccessfully)
            {
                End(over);
                GiveUp();
                return ProbeResult.Answered;
            }

            _ = _underWay.RemoveAll(probe => probe.Answer == ended);
            if (ended == newest.Answer)
            {
                End(over);
                return ProbeResult.Failed;
            }
        }
    }

    private static void End(CancellationTokenSource delay) => delay.Cancel();

    private sealed class Probe
    {
        private readonly CancellationTokenSource _givenUp;

        public Probe(ISiloProber prober, SiloAddress silo, CancellationToken token)
        {
            _givenUp = CancellationTokenSource.CreateLinkedTokenSource(token);
            Answer = prober.Probe(silo, _givenUp.Token);
            Answer.Ignore();
        }

        public Task Answer { get; }

        public void GiveUp()
        {
            _givenUp.Cancel();
            _givenUp.Dispose();
        }
    }
}
