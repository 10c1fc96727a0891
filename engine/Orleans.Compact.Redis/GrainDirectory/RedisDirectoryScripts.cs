namespace Compact.Redis;

/// <summary>
/// The directory's writes, each atomic. KEYS[1] is the hash of all entries by grain; the other keys are sets, one a silo, of
/// the grains that are or were registered there, so that a dead silo's are found without looking at all.
/// </summary>
internal static class RedisDirectoryScripts
{
    /// <summary>
    /// KEYS: entries, the new silo's set, the previous silo's. ARGV: grain, entry, identity of the previous entry or empty,
    /// milliseconds to live or 0. Answers the entry in the way, or nothing.
    /// </summary>
    public const string Register =
        """
        local entry = redis.call('HGET', KEYS[1], ARGV[1])
        if entry then
          if ARGV[3] == '' or string.sub(entry, 1, #ARGV[3]) ~= ARGV[3] then return entry end
          redis.call('SREM', KEYS[3], ARGV[1])
        end
        redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
        redis.call('SADD', KEYS[2], ARGV[1])
        if ARGV[4] ~= '0' then
          redis.call('PEXPIRE', KEYS[1], ARGV[4])
          redis.call('PEXPIRE', KEYS[2], ARGV[4])
        end
        """;

    /// <summary>KEYS: entries, the silo's set. ARGV: grain, identity of the entry.</summary>
    public const string Unregister =
        """
        local entry = redis.call('HGET', KEYS[1], ARGV[1])
        if entry and string.sub(entry, 1, #ARGV[2]) == ARGV[2] then
          redis.call('HDEL', KEYS[1], ARGV[1])
          redis.call('SREM', KEYS[2], ARGV[1])
        end
        """;

    /// <summary>
    /// KEYS: entries, the silo's set. ARGV: the silo, how many at most. Answers how many grains were looked at: other calls
    /// have their turn in between. What has been registered elsewhere since stays.
    /// </summary>
    public const string UnregisterSilo =
        """
        local grains = redis.call('SPOP', KEYS[2], ARGV[2])
        for _, grain in ipairs(grains) do
          local entry = redis.call('HGET', KEYS[1], grain)
          if entry and string.find(entry, ' ' .. ARGV[1] .. ' ', 1, true) then redis.call('HDEL', KEYS[1], grain) end
        end
        return #grains
        """;
}
