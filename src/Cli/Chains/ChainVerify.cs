using MiningGrid.Cli.Output;
using MiningGrid.Silo.Storage;

namespace MiningGrid.Cli.Chains;

/// <summary>Judges a chain anew, from genesis to its head.</summary>
internal static class ChainVerify
{
    public static async Task<int> Start(ChainOptions options, CancellationToken stopping)
    {
        await using var chain = await ChainSource.Open(options, stopping);
        var facts = await chain.GetFacts(stopping);
        var started = TimeProvider.System.GetTimestamp();
        var verification = await chain.Verify(facts, stopping);
        var elapsed = TimeProvider.System.GetElapsedTime(started);

        if (options.Json)
        {
            JsonLines.Write(
                new VerifyEvent(verification.IsSound, verification.Blocks, verification.FailedHeight ?? facts.Height,
                    verification.IsSound ? facts.Tip.ToString() : null, WordOf(verification.Fault), verification.Fault),
                EventContext.Default.VerifyEvent);
        }
        else
        {
            Console.WriteLine(verification switch
            {
                { IsSound: true } => $"All {verification.Blocks} blocks of chain '{options.Chain}' hold, height 0 to {facts.Height}. Tip {facts.Tip}. Took {Quantity.Duration(elapsed)}.",
                { FailedHeight: { } height } => $"Block {height} of chain '{options.Chain}' does not hold: {verification.Fault}. {verification.Blocks} before it do.",
                _ => $"The {verification.Blocks} blocks of chain '{options.Chain}' hold, but its records do not: {verification.Fault}.",
            });
        }
        return verification.IsSound ? ExitCode.Done : ExitCode.Failed;
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
