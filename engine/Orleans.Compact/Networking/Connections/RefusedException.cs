namespace Compact.Networking;

/// <summary>The other side does not want the connection, and says why.</summary>
internal sealed class RefusedException(string reason) : Exception(reason);
