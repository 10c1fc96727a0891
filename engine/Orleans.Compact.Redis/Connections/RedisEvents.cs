namespace Compact.Redis;

/// <summary>Ids of this assembly's log events; the engine's own are below 380.</summary>
internal static class RedisEvents
{
    public const int ConnectionLost = 380;
    public const int ConnectionRestored = 381;
}
