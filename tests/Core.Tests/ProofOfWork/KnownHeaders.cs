namespace MiningGrid.Core.Tests.ProofOfWork;

/// <summary>Headers of Bitcoin's main chain, in wire order.</summary>
internal static class KnownHeaders
{
    public const uint GenesisNonce = 2083236893;
    public const uint Block125552Nonce = 2504433986;

    public static byte[] Genesis { get; } = Convert.FromHexString(
        "01000000" + "0000000000000000000000000000000000000000000000000000000000000000"
        + "3ba3edfd7a7b12b27ac72c3e67768f617fc81bc3888a51323a9fb8aa4b1e5e4a" + "29ab5f49" + "ffff001d" + "1dac2b7c");

    public static byte[] Block125552 { get; } = Convert.FromHexString(
        "01000000" + "81cd02ab7e569e8bcd9317e2fe99f2de44d49ab2b8851ba4a308000000000000"
        + "e320b6c2fffc8d750423db8b1eb942ae710e951ed797f7affc8892b0f1fc122b" + "c7f5d74d" + "f2b9441a" + "42a14695");
}
