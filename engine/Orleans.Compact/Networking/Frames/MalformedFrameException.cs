namespace Compact.Networking;

/// <summary>The other side of a connection does not speak the protocol.</summary>
internal sealed class MalformedFrameException(string message) : Exception(message);
