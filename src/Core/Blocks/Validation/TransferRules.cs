using System.Collections.Immutable;
using MiningGrid.Core.Ledger;
using MiningGrid.Core.ProofOfWork;

namespace MiningGrid.Core.Blocks;

/// <summary>The rules of transfers that need no balances.</summary>
public static class TransferRules
{
    /// <summary>
    /// The one place that says whether blocks may hold transfers. They may not until there is a ledger that knows balances: a transfer
    /// mined before could spend what nobody has.
    /// </summary>
    public static bool BlocksMayHoldTransfers => false;

    /// <summary>Judges one transfer by what it shows itself: chain, sums, signature.</summary>
    /// <param name="transfer">The transfer.</param>
    /// <param name="chain">The chain's parameters.</param>
    public static RejectReason Check(Transfer transfer, ChainParameters chain)
    {
        ArgumentNullException.ThrowIfNull(transfer);
        ArgumentNullException.ThrowIfNull(chain);
        if (transfer.ChainId != chain.Id)
            return new RejectReason(RejectWords.BadTransferChain, $"the transfer {transfer.Id} is for the chain {transfer.ChainId}; this is {chain.Id}");
        if (transfer.Amount > ulong.MaxValue - transfer.Fee)
            return new RejectReason(RejectWords.AmountOutOfRange, $"amount and fee of the transfer {transfer.Id} are more than 64 bits hold");
        return transfer.HasValidSignature()
            ? RejectReason.None
            : new RejectReason(RejectWords.BadTransferSignature, $"the signature of the transfer {transfer.Id} does not hold, or its s is in the upper half");
    }

    /// <summary>Judges what follows the coinbase in a block's body.</summary>
    /// <param name="transactions">The transactions after the first.</param>
    /// <param name="chain">The chain's parameters.</param>
    public static RejectReason CheckAll(ImmutableArray<Transaction> transactions, ChainParameters chain)
    {
        var ids = new HashSet<Hash256>();
        foreach (Transaction transaction in transactions)
        {
            if (transaction is not Transfer transfer)
                return new RejectReason(RejectWords.MultipleCoinbases, "a transaction after the first is a coinbase");
            if (!ids.Add(transfer.Id))
                return new RejectReason(RejectWords.DuplicateTransactions, $"the transfer {transfer.Id} is there twice");
            RejectReason reason = Check(transfer, chain);
            if (!reason.IsNone)
                return reason;
        }

        return transactions.IsEmpty || BlocksMayHoldTransfers
            ? RejectReason.None
            : new RejectReason(RejectWords.TransfersNotYet, "blocks do not hold transfers yet");
    }

    internal static bool TrySumFees(IEnumerable<Transaction> transactions, ulong subsidy, out ulong amount)
    {
        amount = subsidy;
        foreach (Transfer transfer in transactions.OfType<Transfer>())
        {
            if (transfer.Fee > ulong.MaxValue - amount)
                return false;
            amount += transfer.Fee;
        }

        return true;
    }
}
