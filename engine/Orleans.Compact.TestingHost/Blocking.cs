namespace Orleans.TestingHost;

/// <summary>Runs what is asynchronous where the official API is not, away from the caller's synchronization context.</summary>
internal static class Blocking
{
    public static void Run(Func<Task> work) => Task.Run(work).GetAwaiter().GetResult();

    public static T Run<T>(Func<Task<T>> work) => Task.Run(work).GetAwaiter().GetResult();
}
