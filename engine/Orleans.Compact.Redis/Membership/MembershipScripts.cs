namespace Compact.Redis;

/// <summary>The membership table's writes, each atomic. KEYS[1] is the table: a field <c>Version</c>, and one a silo.</summary>
internal static class MembershipScripts
{
    /// <summary>ARGV: version's ETag, next version, silo, row, 1 when the silo must have a row and 0 when it must not. Answers 1 when it is done.</summary>
    public const string Write =
        """
        if (redis.call('HGET', KEYS[1], 'Version') or '0') ~= ARGV[1] or redis.call('HEXISTS', KEYS[1], ARGV[3]) ~= tonumber(ARGV[5]) then return 0 end
        redis.call('HSET', KEYS[1], 'Version', ARGV[2], ARGV[3], ARGV[4])
        return 1
        """;

    /// <summary>
    /// ARGV: silo, the time's name in the row up to its value, the time. Others may be writing the row, so the time alone is
    /// replaced, in the text: a quotation mark within a value would stand escaped. Answers 1 when it is done.
    /// </summary>
    public const string UpdateIAmAlive =
        """
        local row = redis.call('HGET', KEYS[1], ARGV[1])
        if not row then return 0 end
        local _, last = string.find(row, ARGV[2], 1, true)
        local stop = string.find(row, '"', last + 1, true)
        redis.call('HSET', KEYS[1], ARGV[1], string.sub(row, 1, last) .. ARGV[3] .. string.sub(row, stop))
        return 1
        """;

    /// <summary>ARGV: silo and row, again and again. Deletes those that are still as given.</summary>
    public const string DeleteUnchanged =
        """
        for i = 1, #ARGV, 2 do
          if redis.call('HGET', KEYS[1], ARGV[i]) == ARGV[i + 1] then redis.call('HDEL', KEYS[1], ARGV[i]) end
        end
        """;
}
