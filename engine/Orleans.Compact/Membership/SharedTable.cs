using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Configuration;
using Orleans.Runtime;

namespace Compact.Membership;

/// <summary>
/// This silo's way to the membership table. Reads and writes go one after the other, so that what is read is never older than
/// what is known; each is given up after a while; and when the table is away, that is said once.
/// </summary>
internal sealed partial class SharedTable(
    IMembershipTable table,
    MembershipView view,
    Heartbeats heartbeats,
    Gossip gossip,
    SelfTermination selfTermination,
    DirectoryRepair directory,
    ILocalSiloDetails local,
    IOptions<ClusterMembershipOptions> options,
    TimeProvider time,
    ILogger<SharedTable> logger)
{
    private const int AttemptsMax = 20;
    private static readonly TimeSpan OperationTimeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ConflictDelay = TimeSpan.FromMilliseconds(10);

    private readonly SemaphoreSlim _oneAtATime = new(1, 1);
    private long? _awaySince;

    public Task Initialize() => Alone(async () =>
    {
        await Try(() => table.InitializeMembershipTable(tryInitTableVersion: true));
        return true;
    });

    public Task<MembershipTableData> Read() => Alone(ReadAll);

    public Task WriteIAmAlive() => Alone(async () =>
    {
        if (view.State.Entries.TryGetValue(local.SiloAddress, out var own) && !view.IsCondemned)
        {
            var written = own.Copy();
            written.IAmAliveTime = time.GetUtcNow().UtcDateTime;
            await Try(() => table.UpdateIAmAlive(written));
        }

        return true;
    });

    /// <summary>Removes rows of the dead that are too old or too many.</summary>
    public Task CleanUp() => Alone(async () =>
    {
        if (Defunct.Before((await ReadAll()).Members, time.GetUtcNow(), options.Value) is { } before && !view.IsCondemned)
            await Try(() => table.CleanupDefunctSiloEntries(before));
        return true;
    });

    /// <summary>Reads the table and writes what <paramref name="decide"/> wants changed; again when somebody else wrote in between.</summary>
    /// <param name="decide">Given what was read; null is nothing to change.</param>
    /// <returns>Whether something was written: false when there was nothing to change.</returns>
    public async Task<bool> Change(Func<MembershipTableData, RowWrite?> decide)
    {
        for (var attempt = 1; ; attempt++)
        {
            switch (await Alone(() => ChangeOnce(decide)))
            {
                case Outcome.Nothing:
                    return false;
                case Outcome.Written:
                    return true;
                case Outcome.Conflict when attempt == AttemptsMax:
                    throw new OrleansException($"The membership table was changed by others each of {AttemptsMax} times that this silo tried to write.");
                default:
                    await Task.Delay(Jitter(attempt), time);
                    break;
            }
        }
    }

    private async Task<Outcome> ChangeOnce(Func<MembershipTableData, RowWrite?> decide)
    {
        var read = await ReadAll();
        if (view.IsCondemned || decide(read) is not { } write)
            return Outcome.Nothing;

        // Never below a number that was seen before: the table may have lost its last writes.
        var number = (int)Math.Max(read.Version.Version, Math.Max(0, view.Current.Version.Value)) + 1;
        var version = new TableVersion(number, read.Version.VersionEtag);
        var isWritten = false;
        await Try(async () => isWritten = await (write.ETag is null ? table.InsertRow(write.Entry, version) : table.UpdateRow(write.Entry, write.ETag, version)));
        if (!isWritten)
            return Outcome.Conflict;
        await ReadAll();
        if (write.IsNews)
            gossip.Tell();
        return Outcome.Written;
    }

    private async Task<MembershipTableData> ReadAll()
    {
        MembershipTableData? read = null;
        await Try(async () => read = await table.ReadAll());
        heartbeats.Observe(read!);
        if (view.Accept(read!) is { } verdict)
            selfTermination.Stop(verdict);
        return read!;
    }

    private async Task<T> Alone<T>(Func<Task<T>> operation)
    {
        await _oneAtATime.WaitAsync();
        try
        {
            return await operation();
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    private async Task Try(Func<Task> operation)
    {
        try
        {
            await operation().WaitAsync(OperationTimeout, time);
        }
        catch (Exception exception)
        {
            if (_awaySince is null)
            {
                _awaySince = time.GetTimestamp();
                LogAway(logger, exception);
            }

            throw;
        }

        if (_awaySince is { } since)
        {
            _awaySince = null;
            heartbeats.Restart();
            directory.Soon(); // It may come back older, or empty.
            LogBack(logger, time.GetElapsedTime(since));
        }
    }

    /// <summary>Different for each silo and attempt, so that those who met don't meet again.</summary>
    private TimeSpan Jitter(int attempt)
    {
        var spread = StableHash.ComputeHash($"{local.SiloAddress.ToParsableString()}{attempt}") % 1000 / 1000.0;
        return ConflictDelay * (Math.Min(attempt, 10) * spread);
    }

    private enum Outcome
    {
        Nothing,
        Written,
        Conflict,
    }

    [LoggerMessage(EngineEvents.MembershipTableAway, LogLevel.Warning, "The membership table can't be reached. The silo goes on with what it knows of the cluster, and tries again; silos can neither join nor be declared dead until then.")]
    private static partial void LogAway(ILogger logger, Exception exception);

    [LoggerMessage(EngineEvents.MembershipTableBack, LogLevel.Warning, "The membership table can be reached again, after {Time}.")]
    private static partial void LogBack(ILogger logger, TimeSpan time);
}
