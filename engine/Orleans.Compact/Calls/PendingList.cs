namespace Compact.Calls;

/// <summary>Calls that wait for an answer equally long, oldest first; linked through the calls themselves.</summary>
internal sealed class PendingList
{
    private readonly Lock _lock = new();
    private Call? _oldest;
    private Call? _newest;

    /// <value>When the oldest call was sent; <see cref="long.MaxValue"/> when there is none.</value>
    public long OldestSentAt
    {
        get
        {
            lock (_lock)
                return _oldest?.SentAt ?? long.MaxValue;
        }
    }

    public void Add(Call call)
    {
        lock (_lock)
        {
            call.Pending = new PendingEntry { List = this, Previous = _newest };
            if (_newest is null)
                _oldest = call;
            else
                _newest.Pending.Next = call;
            _newest = call;
        }
    }

    public void Remove(Call call)
    {
        lock (_lock)
        {
            if (call.Pending.List is not null)
                Unlink(call);
        }
    }

    /// <summary>Takes out the oldest call if it was sent before <paramref name="deadline"/>.</summary>
    public Call? TakeOlderThan(long deadline)
    {
        lock (_lock)
        {
            var oldest = _oldest;
            if (oldest is null || oldest.SentAt > deadline)
                return null;
            Unlink(oldest);
            return oldest;
        }
    }

    /// <summary>Whether a call is like that; those that were added after <paramref name="deadline"/> are not looked at.</summary>
    public bool Any(long deadline, Func<Call, bool> condition)
    {
        lock (_lock)
        {
            for (var call = _oldest; call is not null && call.SentAt <= deadline; call = call.Pending.Next)
            {
                if (condition(call))
                    return true;
            }
        }

        return false;
    }

    private void Unlink(Call call)
    {
        var (previous, next) = (call.Pending.Previous, call.Pending.Next);
        if (previous is null)
            _oldest = next;
        else
            previous.Pending.Next = next;
        if (next is null)
            _newest = previous;
        else
            next.Pending.Previous = previous;
        call.Pending = default;
    }
}
