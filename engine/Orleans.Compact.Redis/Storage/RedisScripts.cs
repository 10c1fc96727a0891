namespace Compact.Redis;

/// <summary>
/// Compare and set of a record: a hash of <c>etag</c> and <c>data</c>. Each answers nothing when it is done, else the ETag that
/// is stored, empty for none. KEYS[1]: the record. ARGV[1]: the ETag expected, empty for none.
/// </summary>
internal static class RedisScripts
{
    private const string Compare =
        """
        local stored = redis.call('HGET', KEYS[1], 'etag') or ''
        if stored ~= ARGV[1] then return stored end

        """;

    /// <summary>ARGV: expected, new ETag, data, milliseconds to live or 0.</summary>
    public const string Write = Compare +
        """
        redis.call('HSET', KEYS[1], 'etag', ARGV[2], 'data', ARGV[3])
        if ARGV[4] ~= '0' then redis.call('PEXPIRE', KEYS[1], ARGV[4]) end
        """;

    /// <summary>ARGV: expected.</summary>
    public const string Delete = Compare + "redis.call('DEL', KEYS[1])";
}
