using Microsoft.AspNetCore.Connections;

namespace Compact.Networking;

/// <summary>What options were given for one kind of connection, in order.</summary>
internal sealed class MiddlewareList
{
    private readonly List<Action<IConnectionBuilder>> _configure = [];

    public void Add(Action<IConnectionBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        _configure.Add(configure);
    }

    public void AddTo(IConnectionBuilder builder) => _configure.ForEach(configure => configure(builder));
}
