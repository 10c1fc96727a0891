namespace Orleans.Runtime;

/// <summary>Something to do once when the silo has started.</summary>
public interface IStartupTask
{
    Task Execute(CancellationToken cancellationToken);
}
