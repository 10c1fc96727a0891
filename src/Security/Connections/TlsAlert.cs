namespace MiningGrid.Security.Connections;

/// <summary>How a server says, as TLS has it, that nothing will come of a connection. Whoever speaks something else can still tell what it is.</summary>
internal static class TlsAlert
{
    // A record of two bytes: fatal, handshake_failure.
    public static ReadOnlyMemory<byte> HandshakeFailure { get; } = new byte[] { 0x15, 0x03, 0x03, 0x00, 0x02, 0x02, 0x28 };
}
