using MiningGrid.Cli.Output;
using MiningGrid.Silo.Storage;

namespace MiningGrid.Cli.Chains;

/// <summary>Judges a stored chain anew, from genesis to its head.</summary>
internal static class ChainVerify
{
    public static Task<int> Start(ChainOptions options, CancellationToken stopping)
    {
        using var chain = StoredChain.Open(options.Data, options.Chain);
        var started = TimeProvider.System.GetTimestamp();
        var verification = chain.Verify(cancellationToken: stopping);
        var elapsed = TimeProvider.System.GetElapsedTime(started);

        if (options.Json)
        {
            JsonLines.Write(
                new VerifyEvent(verification.IsSound, verification.Blocks, verification.FailedHeight ?? chain.Head.Height,
                    verification.IsSound ? chain.Head.TipHash.ToString() : null, WordOf(verification.Fault), verification.Fault),
                EventContext.Default.VerifyEvent);
        }
        else
        {
            Console.WriteLine(verification switch
            {
                { IsSound: true } => $"All {verification.Blocks} blocks of chain '{options.Chain}' hold, height 0 to {chain.Head.Height}. Tip {chain.Head.TipHash}. Took {Quantity.Duration(elapsed)}.",
                { FailedHeight: { } height } => $"Block {height} of chain '{options.Chain}' does not hold: {verification.Fault}. {verification.Blocks} before it do.",
                _ => $"The {verification.Blocks} blocks of chain '{options.Chain}' hold, but its records do not: {verification.Fault}.",
            });
        }
        return Task.FromResult(verification.IsSound ? ExitCode.Done : ExitCode.Failed);
    }

    // A reason of BIP 22 begins with its word; damage to the records has none.
    private static string? WordOf(string? fault)
    {
        if (fault is null)
            return null;
        var end = fault.IndexOf(':', StringComparison.Ordinal);
        return end > 0 && !fault.AsSpan(0, end).Contains(' ') ? fault[..end] : "damaged";
    }
}
