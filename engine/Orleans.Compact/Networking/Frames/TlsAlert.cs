namespace Compact.Networking;

/// <summary>The answer of a port that speaks TLS to somebody who does not.</summary>
internal static class TlsAlert
{
    private const byte RecordKind = 0x15;
    private const byte MajorVersion = 0x03;
    private const int Length = 2;

    /// <summary>Whether bytes begin with one. As a frame they would be one of some 200 KB.</summary>
    public static bool Begins(ReadOnlySpan<byte> received) => received is [RecordKind, MajorVersion, <= 4, 0, Length, ..];
}
