using System.Runtime.CompilerServices;
using System.Threading.Channels;
using MiningGrid.GrainInterfaces.Jobs;

namespace MiningGrid.Client;

/// <summary>A search seen through its grain.</summary>
internal sealed class GridJob(GridClient client, string id) : IGridJob
{
    private const int PageSize = 1000; // the most that the grain gives in one call

    private readonly IJobGrain _grain = client.Grains.GetGrain<IJobGrain>(id);

    public string Id => id;

    public Task<JobStatus> GetStatus(CancellationToken cancellationToken = default) =>
        client.Calls.Run(_grain.GetStatus, cancellationToken);

    public Task<JobStatus> Cancel(CancellationToken cancellationToken = default) =>
        client.Calls.Run(_grain.Cancel, cancellationToken);

    public async IAsyncEnumerable<JobStatus> Watch([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var listener = new Listener();
        await using var subscription = await Subscription<IJobObserver>.Start(
            client, listener, _grain.Subscribe, _grain.Unsubscribe, cancellationToken);
        var status = await GetStatus(cancellationToken);
        while (true)
        {
            yield return status;
            if (status.State != JobState.Running)
                yield break;
            if (await listener.Heard.Reader.Next(client.Options.PollEvery, client.Time, cancellationToken) is { } heard)
            {
                status = heard;
                continue;
            }

            // Silence of a running job: it may have been activated anew, and know nobody.
            subscription.Renew();
            status = await client.Calls.Watch(_grain.GetStatus, cancellationToken);
        }
    }

    public async IAsyncEnumerable<Solution> WatchSolutions([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var given = 0;
        await foreach (var status in Watch(cancellationToken))
        {
            var hasEnded = status.State != JobState.Running;
            SolutionPage page;
            int final;
            do
            {
                page = await GetPage(given, cancellationToken);
                // What is searched later may lie below: only what has nothing open below it is told.
                final = hasEnded
                    ? page.Solutions.Length
                    : page.Solutions.Count(solution => solution.Position < page.SearchedBelow);
                for (var index = 0; index < final; index++)
                    yield return page.Solutions[index];
                given += final;
            }
            while (final == PageSize || (hasEnded && final > 0));
        }
    }

    public async IAsyncEnumerable<Solution> GetSolutions([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var given = 0;
        while (true)
        {
            var page = await GetPage(given, cancellationToken);
            if (page.Solutions.IsEmpty)
                yield break;
            foreach (var solution in page.Solutions)
                yield return solution;
            given += page.Solutions.Length;
        }
    }

    private Task<SolutionPage> GetPage(int from, CancellationToken cancellationToken) =>
        client.Calls.Watch(() => _grain.GetSolutions(from, PageSize), cancellationToken);

    private sealed class Listener : IJobObserver
    {
        public Channel<JobStatus> Heard { get; } = Channel.CreateBounded<JobStatus>(
            new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

        public Task Progressed(JobStatus status)
        {
            Heard.Writer.TryWrite(status);
            return Task.CompletedTask;
        }
    }
}
