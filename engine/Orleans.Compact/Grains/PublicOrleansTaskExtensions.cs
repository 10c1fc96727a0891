namespace Orleans;

/// <summary>Extensions of <see cref="Task"/>.</summary>
public static class PublicOrleansTaskExtensions
{
    /// <summary>Observes the task's failure, so that nobody else needs to.</summary>
    public static void Ignore(this Task task)
    {
        ArgumentNullException.ThrowIfNull(task);
        if (task.IsCompleted)
            _ = task.Exception;
        else
            _ = task.ContinueWith(static t => _ = t.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }
}
