using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Configuration;
using Orleans.Runtime;

namespace Compact.Membership;

/// <summary>
/// Probes one silo. An answer is followed by the next probe a <see cref="ClusterMembershipOptions.ProbeTimeout"/> after the last; silence by the
/// next at once; a refused connection, which costs no time, by another soon. From the limit on, each further miss accuses the silo.
/// </summary>
internal sealed partial class SiloMonitor
{
    // A silo that joins is still starting, and nothing depends on it yet.
    private const int JoiningPatience = 3;
    private static readonly TimeSpan SoonMin = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan SoonMax = TimeSpan.FromMilliseconds(100);

    private readonly Monitors _owner;
    private readonly MonitorParts _parts;
    private readonly ClusterMembershipOptions _options;
    private readonly Signal _probeNow;
    private readonly Probing _probing;
    private readonly CancellationTokenSource _stop = new();
    private volatile int _missed;
    private volatile bool _isOnlyReachedThroughOthers;

    public SiloMonitor(SiloAddress silo, Monitors owner, MonitorParts parts)
    {
        Silo = silo;
        _owner = owner;
        _parts = parts;
        _options = parts.Options.Value;
        _probeNow = new Signal(parts.Time);
        _probing = new Probing(silo, parts.Prober, parts.Health, parts.Time, Math.Max(1, _options.NumMissedProbesLimit));
    }

    public SiloAddress Silo { get; }

    /// <value>How many probes in a row were missed.</value>
    public int Missed => _missed;

    /// <value>Whether it may be suspected with its next probe.</value>
    public bool IsDoubted => _missed >= Math.Max(1, Limit - 1);

    /// <value>Whether it missed enough to be suspected.</value>
    public bool IsSuspected => _missed >= Limit;

    /// <value>Whether it missed twice as many: if it were alive, and in the majority, it would have had this silo declared dead by now.</value>
    public bool IsOutOfReach => _missed >= 2 * Limit;

    public bool HasAnswered { get; private set; }

    /// <value>Why the silo's endpoint, where somebody is, turns this one away; null when it does not.</value>
    public string? TurnedAway { get; private set; }

    /// <value>Whether it has been made out whether it answers.</value>
    public bool IsSettled => HasAnswered || IsSuspected || _isOnlyReachedThroughOthers;

    private int Limit => _options.NumMissedProbesLimit * (_owner.StatusOf(Silo) < SiloStatus.Active ? JoiningPatience : 1);

    public void ProbeNow() => _probeNow.Set();

    public void Stop() => _stop.Cancel();

    public async Task Run()
    {
        var token = _stop.Token;
        try
        {
            while (true)
                await Step(token);
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
            // Nobody has to know any more.
        }
        catch (Exception exception)
        {
            LogBroken(_parts.Logger, exception, Silo);
        }
        finally
        {
            _probing.GiveUp();
            _stop.Dispose();
        }
    }

    private async Task Step(CancellationToken token)
    {
        var begun = _parts.Time.GetTimestamp();
        var isLastChance = _missed + 1 >= Limit;
        var second = isLastChance && _options.EnableIndirectProbes ? _owner.AskAnother(Silo, token) : null;
        var result = await _probing.Next(_options.ProbeTimeout, token);
        var isStill = result == ProbeResult.Answered || (result == ProbeResult.TurnedAway && TurnedAway is not null);
        TurnedAway = result == ProbeResult.TurnedAway ? _probing.TurnedAway : null;
        if (result == ProbeResult.Answered)
            Answered();
        else if (await Missing(second))
            await _owner.Accuse(this, second is null ? null : (await second).Witness);
        await _probeNow.Wait(Pause(result, isStill, _parts.Time.GetElapsedTime(begun)), token);
    }

    private void Answered()
    {
        if (IsSuspected || _isOnlyReachedThroughOthers)
            LogAnsweredAgain(_parts.Logger, Silo);
        _missed = 0;
        _isOnlyReachedThroughOthers = false;
        if (HasAnswered)
            return;
        HasAnswered = true;
        _owner.Progress.Set();
    }

    /// <returns>Whether the silo is to be accused.</returns>
    private async Task<bool> Missing(Task<SecondOpinion>? second)
    {
        _missed++;
        LogMissed(_parts.Logger, Silo, _missed);
        if (!IsSuspected)
            return false;
        if (second is not null && (await second) is { IsReached: true, Witness: { } witness })
        {
            if (!_isOnlyReachedThroughOthers)
                LogReachedThrough(_parts.Logger, Silo, witness);
            _isOnlyReachedThroughOthers = true;
            _missed = 0;
            _owner.Progress.Set();
            return false;
        }

        if (_missed == Limit)
        {
            LogSuspected(_parts.Logger, Silo, _missed);
            _owner.Progress.Set();
        }

        return true;
    }

    /// <param name="result">How the probe went.</param>
    /// <param name="isStill">Whether nothing changes: it answers, or turned this silo away before. A process that is being killed does that but once.</param>
    /// <param name="elapsed">The time since the probe was sent.</param>
    private TimeSpan Pause(ProbeResult result, bool isStill, TimeSpan elapsed)
    {
        var period = isStill || IsOutOfReach ? _options.ProbeTimeout
            : result == ProbeResult.TimedOut ? TimeSpan.Zero
            : TimeSpan.FromTicks(Math.Clamp(_options.ProbeTimeout.Ticks / 10, SoonMin.Ticks, SoonMax.Ticks));
        return period > elapsed ? period - elapsed : TimeSpan.Zero;
    }

    [LoggerMessage(EngineEvents.ProbeMissed, LogLevel.Debug, "{Silo} did not answer; that is {Missed} in a row.")]
    private static partial void LogMissed(ILogger logger, SiloAddress silo, int missed);

    [LoggerMessage(EngineEvents.SiloSuspected, LogLevel.Warning, "{Silo} is suspected to be dead: it did not answer {Missed} probes in a row.")]
    private static partial void LogSuspected(ILogger logger, SiloAddress silo, int missed);

    [LoggerMessage(EngineEvents.SiloAnsweredAgain, LogLevel.Information, "{Silo} answers again.")]
    private static partial void LogAnsweredAgain(ILogger logger, SiloAddress silo);

    [LoggerMessage(EngineEvents.SiloReachedThroughAnother, LogLevel.Warning, "{Silo} does not answer this silo, but it answers {Witness}. Is the network between them whole?")]
    private static partial void LogReachedThrough(ILogger logger, SiloAddress silo, SiloAddress witness);

    [LoggerMessage(EngineEvents.MembershipLoopFailed, LogLevel.Error, "Probing {Silo} has ended with an error.")]
    private static partial void LogBroken(ILogger logger, Exception exception, SiloAddress silo);
}
