using System.Text.Json;
using MiningGrid.Core.Ledger;
using MiningGrid.Silo.Storage;
using MiningGrid.Silo.Tests.Processes;

namespace MiningGrid.Silo.Tests.Crash;

/// <summary><c>kill -9</c> in the middle of mining: what was acknowledged is stored, and what is stored holds.</summary>
public sealed class CrashTests
{
    private const int Kills = 20;
    private const int MostBlocksBetween = 100;
    private const string Chain = "crash";

    [Fact]
    public async Task Killed_twenty_times_while_it_mines_it_loses_no_acknowledged_block()
    {
        using var folder = new TempFolder();
        var random = new Random(2009);
        var height = 0L;
        var acknowledged = 0;
        for (var kill = 1; kill <= Kills; kill++)
        {
            var blocks = await MineAndKill(folder, random.Next(1, MostBlocksBetween));
            acknowledged += blocks.Count;

            using var chain = StoredChain.Open(folder["data"], Chain);
            foreach (var (at, hash) in blocks)
                Assert.True(chain.BlockAt(at)?.Hash.ToString() == hash, $"kill {kill}: block {at} {hash} was acknowledged; stored up to {chain.Head.Height}");
            var verification = chain.Verify();
            Assert.True(verification.IsSound, $"kill {kill}: block {verification.FailedHeight}: {verification.Fault}");
            Assert.True(chain.Head.Height > height, $"kill {kill}: the head is at {chain.Head.Height}; it was at {height}");
            height = chain.Head.Height;
        }

        Assert.True(acknowledged >= Kills, $"{acknowledged} blocks were acknowledged");
    }

    /// <summary>Runs until so many blocks were acknowledged, and kills in the middle of the next.</summary>
    private static async Task<List<(long Height, string Hash)>> MineAndKill(TempFolder folder, int blocks)
    {
        await using var run = Minegrid.Start(
            folder, "solo", "--json", "--zero-bits", "8", "--workers", "1", "--chain", Chain, "--target", $"{Address.Nobody}", "--data", folder["data"]);
        for (var i = 0; i < blocks; i++)
            await run.WaitForLine("\"block\"");
        run.Kill();
        await run.WaitForExit();
        return Acknowledged(run.Output);
    }

    private static List<(long Height, string Hash)> Acknowledged(string output)
    {
        var blocks = new List<(long, string)>();
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        foreach (var line in lines)
        {
            try
            {
                var block = JsonElement.Parse(line);
                blocks.Add((block.GetProperty("height").GetInt64(), block.GetProperty("hash").GetString()!));
            }
            catch (JsonException) when (ReferenceEquals(line, lines[^1]))
            {
                // The process was killed while it wrote this line: nobody could read it.
            }
        }

        return blocks;
    }
}
