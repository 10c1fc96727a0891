namespace Orleans;

/// <summary>Decides whether a client that starts, and reaches no gateway, tries again.</summary>
public interface IClientConnectionRetryFilter
{
    Task<bool> ShouldRetryConnectionAttempt(Exception exception, CancellationToken cancellationToken);
}
