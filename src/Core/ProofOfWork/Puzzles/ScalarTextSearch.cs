namespace MiningGrid.Core.ProofOfWork;

/// <summary>One number at a time, on any CPU.</summary>
internal sealed class ScalarTextSearch(byte[] text) : TextSearch
{
    private CountingMessage? _message;
    private ulong _number;

    public override uint Next(ulong first, ulong count, uint limit, out ulong candidates)
    {
        if (_message is not null && first == _number + 1)
            _message.Increment();
        else if (_message is null || first != _number)
            _message = new(text, first);
        _number = first;
        candidates = _message.HashTopWord() <= limit ? 1u : 0u;
        return 1;
    }

    public override void Dispose()
    {
    }
}
