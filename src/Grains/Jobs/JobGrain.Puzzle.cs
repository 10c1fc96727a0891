using Microsoft.Extensions.Logging;
using MiningGrid.GrainInterfaces.Errors;
using MiningGrid.GrainInterfaces.Grid;
using MiningGrid.GrainInterfaces.Jobs;
using Orleans.Storage;

namespace MiningGrid.Grains.Jobs;

/// <summary>A submitted search: started once, stored every so often, gone on with after a restart.</summary>
internal sealed partial class JobGrain
{
    private bool _isDirty;
    private bool _isEndTold;
    private long _savedAt;

    public async Task<JobStatus> Start(JobRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (IsOfChain)
            throw new InvalidJobException($"The id '{Id}' is that of a chain's work; allowed is one without '{ChainPrefix}'.");
        JobRules.Check(request);
        if (!_store.Exists)
        {
            await _store.Create(request, _time.GetUtcNow());
            await Load();
            Started(_logger, Id, _search!.Mode, _search.Book.Size);
        }
        else if (!_store.IsSame(request))
        {
            throw new InvalidJobException($"The id '{Id}' is taken by another search.");
        }

        // Again when it was started before: that call may have failed here.
        if (IsRunning)
        {
            await Dispatcher.WorkBegan(Id);
            await TellWork(isActive: true);
        }

        return Status();
    }

    public async Task<JobStatus> Cancel()
    {
        if (IsOfChain)
            throw new InvalidRequestException($"The job '{Id}' is a chain's; stop mining the chain instead.");
        var search = Found();
        if (search.State == JobState.Running)
        {
            search.Cancel();
            _isDirty = true;
            await End();
        }

        return Status();
    }

    private async Task ResumePuzzle()
    {
        if (IsRunning)
            await TellWork(isActive: true);
        else if (_isEndTold || _search is null)
            await TellWork(isActive: false);
        else
            await End();
    }

    private async Task Load()
    {
        _search = await _store.Load(_bounds);
        _spec = _store.Stored.Puzzle.ToSpec();
        _created = DateTimeOffset.FromUnixTimeMilliseconds(_store.Stored.Created);
        _isEndTold = !IsRunning;
        if (IsRunning)
            StartPulse();
    }

    /// <summary>The search is over: that is stored before anybody hears of it. Comes again until it succeeds.</summary>
    private async Task End()
    {
        if (_isEndTold || IsOfChain || _search is null)
            return;
        await SaveIfNeeded();
        _isEndTold = true;
        StopPulse();
        var status = Status();
        Ended(_logger, Id, status.State, status.Solutions, status.Hashes);
        await TellWork(isActive: false);
        await _news.Tell(status);
    }

    private Task TellWork(bool isActive) => Dispatcher.WorkChanged(new WorkItem(Id, _epoch, isActive));

    private async Task SaveIfNeeded()
    {
        if (IsOfChain || !_isDirty || _search is null || !_store.Exists)
            return;
        try
        {
            _isDirty = false;
            await _store.Save(_search, _time.GetUtcNow());
            _savedAt = _time.GetTimestamp();
        }
        catch (InconsistentStateException)
        {
            // Another activation of this job has taken over; what this one has is searched again there.
            DeactivateOnIdle();
            throw;
        }
        catch
        {
            _isDirty = true;
            throw;
        }
    }

    [LoggerMessage(1211, LogLevel.Information, "Job {Job} begins: {Mode} over {Size} positions.")]
    private static partial void Started(ILogger logger, string job, SearchMode mode, UInt128 size);

    [LoggerMessage(1212, LogLevel.Information, "Job {Job} ended: {State}, {Solutions} solutions, {Hashes} hashes.")]
    private static partial void Ended(ILogger logger, string job, JobState state, int solutions, double hashes);
}
