namespace Compact.Networking;

/// <summary>Somebody is at the other end, and nothing of the protocol was said: they closed the connection, or the middleware did not let it pass.</summary>
internal sealed class TurnedAwayException(Exception reason) : Exception(reason.Message, reason);
