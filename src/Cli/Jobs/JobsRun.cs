using MiningGrid.Cli.Hosting;
using MiningGrid.Cli.Output;
using MiningGrid.Client;
using MiningGrid.GrainInterfaces.Errors;
using MiningGrid.GrainInterfaces.Jobs;

namespace MiningGrid.Cli.Jobs;

/// <summary>Lists the searches of a grid, shows one, or cancels it.</summary>
internal static class JobsRun
{
    public static async Task<int> List(GridTarget target, bool isJson, CancellationToken stopping)
    {
        await using var grid = await RemoteGrid.Connect(target, stopping);
        var statuses = new List<JobStatus>();
        foreach (var id in await grid.Client.GetJobs(stopping))
        {
            if (await Find(grid.Client.Job(id), stopping) is { } status)
                statuses.Add(status);
        }

        foreach (var status in statuses.OrderBy(status => status.Created))
            Write(status, isJson, isShort: true);
        if (statuses.Count == 0 && !isJson)
            Console.WriteLine("The grid has no jobs.");
        return ExitCode.Done;
    }

    public static async Task<int> Show(GridTarget target, string id, bool isJson, CancellationToken stopping)
    {
        await using var grid = await RemoteGrid.Connect(target, stopping);
        Write(await grid.Client.Job(id).GetStatus(stopping), isJson, isShort: false);
        return ExitCode.Done;
    }

    public static async Task<int> Cancel(GridTarget target, string id, bool isJson, CancellationToken stopping)
    {
        await using var grid = await RemoteGrid.Connect(target, stopping);
        Write(await grid.Client.Job(id).Cancel(stopping), isJson, isShort: false);
        return ExitCode.Done;
    }

    private static async Task<JobStatus?> Find(IGridJob job, CancellationToken stopping)
    {
        try
        {
            return await job.GetStatus(stopping);
        }
        catch (JobNotFoundException)
        {
            return null; // a chain's that is not mined
        }
    }

    private static void Write(JobStatus status, bool isJson, bool isShort)
    {
        if (isJson)
            JsonLines.Write(JobEvent.Of(status), EventContext.Default.JobEvent);
        else if (isShort)
            Console.WriteLine(JobText.Line(status));
        else
            JobText.Write(status);
    }
}
