namespace MiningGrid.Core.Tests.ProofOfWork;

/// <summary>Headers of Bitcoin's main chain, in wire order.</summary>
internal static class KnownHeaders
{
    public const uint GenesisNonce = 2083236893;

    public static byte[] Genesis { get; } = Convert.FromHexString(
        "01000000" + new string('0', 64) + "3ba3edfd7a7b12b27ac72c3e67768f617fc81bc3888a51323a9fb8aa4b1e5e4a" + "29ab5f49" + "ffff001d" + "1dac2b7c");
}
