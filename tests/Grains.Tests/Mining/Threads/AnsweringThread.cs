namespace MiningGrid.Grains.Tests.Mining.Threads;

/// <summary>Sees which thread answers: a continuation is handed to its scheduler by the thread that ends what it continues.</summary>
internal sealed class AnsweringThread : TaskScheduler
{
    public int? Niceness { get; private set; }

    protected override void QueueTask(Task task)
    {
        Niceness = Threads.Niceness.OfThisThread();
        ThreadPool.UnsafeQueueUserWorkItem(_ => TryExecuteTask(task), null);
    }

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

    protected override IEnumerable<Task> GetScheduledTasks() => [];
}
