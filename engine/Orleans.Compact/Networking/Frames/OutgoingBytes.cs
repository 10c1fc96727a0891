using System.Buffers;
using Compact.Calls;

namespace Compact.Networking;

/// <summary>Frames that wait to be sent: one buffer is filled while the other is sent. Not synchronized.</summary>
internal sealed class OutgoingBytes
{
    private const int InitialBytes = 16 << 10;
    private const int KeptBytesMax = 256 << 10;

    private readonly List<ulong> _requests = [];
    private readonly List<Call> _oneWays = [];
    private byte[] _filling = ArrayPool<byte>.Shared.Rent(InitialBytes);
    private byte[] _sending = ArrayPool<byte>.Shared.Rent(InitialBytes);

    /// <value>Bytes that wait.</value>
    public int Waiting { get; private set; }

    /// <value>Requests of which no byte has been sent.</value>
    public IReadOnlyList<ulong> Requests => _requests;

    /// <value>One-way calls of which no byte has been sent.</value>
    public IReadOnlyList<Call> OneWays => _oneWays;

    public void Add(ReadOnlySpan<byte> frame)
    {
        if (_filling.Length - Waiting < frame.Length)
            Grow(frame.Length);
        frame.CopyTo(_filling.AsSpan(Waiting));
        Waiting += frame.Length;
    }

    public void AddRequest(ulong id, ReadOnlySpan<byte> frame)
    {
        Add(frame);
        _requests.Add(id);
    }

    public void AddOneWay(Call call, ReadOnlySpan<byte> frame)
    {
        Add(frame);
        _oneWays.Add(call);
    }

    /// <summary>All that waits, valid until the next time; from now on it counts as sent.</summary>
    public ReadOnlyMemory<byte> Take()
    {
        var taken = Waiting;
        (_filling, _sending) = (_sending, _filling);
        if (_filling.Length > KeptBytesMax)
        {
            ArrayPool<byte>.Shared.Return(_filling);
            _filling = ArrayPool<byte>.Shared.Rent(InitialBytes);
        }

        Waiting = 0;
        _requests.Clear();
        _oneWays.Clear();
        return _sending.AsMemory(0, taken);
    }

    private void Grow(int more)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(Waiting + more, 2 * _filling.Length));
        _filling.AsSpan(0, Waiting).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_filling);
        _filling = larger;
    }
}
