using System.Globalization;
using MiningGrid.Cli.Output;
using MiningGrid.Core.Blocks;
using MiningGrid.Core.Ledger;
using MiningGrid.Core.ProofOfWork;
using MiningGrid.Silo.Storage;

namespace MiningGrid.Cli.Chains;

/// <summary>Shows one stored block.</summary>
internal static class ChainBlock
{
    public static async Task<int> Start(ChainOptions options, string which, CancellationToken stopping)
    {
        var height = 0L;
        var isHash = Hash256.TryParse(which, out var hash);
        if (!isHash && !long.TryParse(which, NumberStyles.None, CultureInfo.InvariantCulture, out height))
            throw CommandException.WrongUsage(
                $"HEIGHT|HASH: '{which}' is not allowed; allowed is a height from 0, or a block hash of 64 hexadecimal digits.");

        await using var chain = await ChainSource.Open(options, stopping);
        if (isHash)
            height = await chain.HeightOf(hash, stopping) ?? throw CommandException.Failed($"The chain '{options.Chain}' has no block {which}.");
        var block = await chain.BlockAt(height, stopping)
            ?? throw CommandException.Failed(
                $"The chain '{options.Chain}' has no block {height}: its height is {(await chain.GetFacts(stopping)).Height}.");

        if (options.Json)
            WriteJson(height, block);
        else
            WriteText(height, block);
        return ExitCode.Done;
    }

    private static void WriteText(long height, Block block)
    {
        var header = block.Header;
        var time = DateTimeOffset.FromUnixTimeSeconds(header.Time).ToString("u", CultureInfo.InvariantCulture);
        Console.WriteLine($"height      {height}");
        Console.WriteLine($"hash        {block.Hash}");
        Console.WriteLine($"previous    {header.PreviousHash}");
        Console.WriteLine($"merkle root {header.MerkleRoot}");
        Console.WriteLine($"time        {header.Time}, {time}");
        Console.WriteLine($"bits        {header.Bits}");
        Console.WriteLine($"nonce       {header.Nonce}");
        Console.WriteLine($"version     0x{header.Version:x8}");
        Console.WriteLine($"size        {block.Size} bytes");
        Console.WriteLine($"header      {Convert.ToHexStringLower(header.ToBytes())}");
        foreach (var transaction in block.Transactions)
            Console.WriteLine($"transaction {transaction.Id}{Describe(transaction)}");
    }

    private static string Describe(Transaction transaction) => transaction is Coinbase coinbase
        ? $"  coinbase, {coinbase.Amount} base units to {coinbase.Reward}"
        : "";

    private static void WriteJson(long height, Block block) => JsonLines.Write(
        new BlockEvent(
            height, $"{block.Hash}", Convert.ToHexStringLower(block.Header.ToBytes()), block.Header.Nonce,
            [.. block.Transactions.Select(transaction => $"{transaction.Id}")], Hashes: null, Seconds: null),
        EventContext.Default.BlockEvent);
}
