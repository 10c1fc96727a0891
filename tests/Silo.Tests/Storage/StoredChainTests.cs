using System.Text;
using Microsoft.Data.Sqlite;
using MiningGrid.Core.ProofOfWork;
using MiningGrid.GrainInterfaces.Errors;
using MiningGrid.Grains.Chain;
using MiningGrid.Silo.Storage;
using MiningGrid.Silo.Tests.Processes;

namespace MiningGrid.Silo.Tests.Storage;

/// <summary>Chains as they lie in the file: read and checked without a silo, and damaged on purpose.</summary>
public sealed class StoredChainTests : IAsyncLifetime, IDisposable
{
    private const int Height = 12;

    private readonly TempFolder _folder = new();

    private string Database => _folder["grid.db"];

    public async Task InitializeAsync()
    {
        await using var silo = await StoredSilo.Run(_folder.Path);
        await silo.Fill(Height);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_stored_chain_reads_as_it_was_made_and_holds()
    {
        using var chain = Open();
        Assert.Equal(StoredSilo.Parameters, chain.Parameters);
        Assert.Equal(Height, chain.Head.Height);
        var block = chain.BlockAt(Height);
        Assert.Equal(chain.Head.TipHash, block?.Hash);
        Assert.Equal(Height, chain.HeightOf(chain.Head.TipHash));
        Assert.Null(chain.BlockAt(Height + 1));
        Assert.Null(chain.HeightOf(Hash256.Zero));
        var heights = new List<long>();
        Assert.Equal(new ChainVerification(Height + 1, null, null), chain.Verify(heights.Add));
        Assert.Equal(Enumerable.Range(0, Height + 1).Select(height => (long)height), heights);
    }

    [Fact]
    public async Task A_chain_is_read_and_checked_while_a_silo_writes_to_it()
    {
        await using var silo = await StoredSilo.Run(_folder.Path);
        using var chain = Open();
        await silo.Fill(Height + 3);
        Assert.Equal(Height, chain.Head.Height);
        Assert.True(chain.Verify().IsSound);
        using var later = Open();
        Assert.Equal(Height + 3, later.Head.Height);
    }

    [Fact]
    public void No_database_and_no_such_chain_are_told_apart()
    {
        Assert.Throws<StorageException>(() => StoredChain.Open(_folder["nothing"], StoredSilo.ChainName));
        Assert.Throws<ChainNotFoundException>(() => StoredChain.Open(_folder.Path, "another"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(Height)]
    public void Every_flipped_byte_of_a_block_is_found_at_its_height(int height)
    {
        byte[] block;
        using (var chain = Open())
            block = chain.BlockAt(height)!.ToBytes();
        var start = File.ReadAllBytes(Database).AsSpan().IndexOf(block);
        for (var i = 0; i < block.Length; i++)
        {
            Flip(start + i);
            Assert.Equal(height, Verify().FailedHeight);
            Flip(start + i);
        }
    }

    [Fact]
    public void Flipped_bytes_in_names_of_records_are_found()
    {
        var file = File.ReadAllBytes(Database);
        foreach (var name in Names())
        {
            var start = file.AsSpan().IndexOf(Encoding.UTF8.GetBytes(name));
            Assert.True(start > 0, $"the file holds {name}");
            Flip(start + name.Length - 1);
            Assert.True(Verify().FailedHeight is not null, $"a flipped byte in {name} was not found at its height");
            Flip(start + name.Length - 1);
        }
    }

    [Fact]
    public void A_flipped_byte_anywhere_is_found_if_it_changes_what_any_record_holds()
    {
        var random = new Random(20);
        var length = (int)new FileInfo(Database).Length;
        var before = Dump();
        var found = 0;
        for (var i = 0; i < 400; i++)
        {
            var offset = random.Next(length);
            Flip(offset);
            if (!Verify().IsSound)
                found++;
            else
                Assert.Equal(before, Dump());
            Flip(offset);
        }

        Assert.True(found > 40, $"only {found} of 400 flips were found");
    }

    [Fact]
    public async Task A_block_that_was_replaced_with_its_checksum_is_found_by_the_rules()
    {
        // Whoever can write the file can also write checksums: the rules still tell.
        using (var database = new SqliteDatabase(Microsoft.Extensions.Options.Options.Create(new SqliteStorageOptions { Path = _folder.Path })))
        {
            var table = SqliteTable.Of("blocks");
            var fourth = new RecordKey($"chain/{StoredSilo.ChainName}", BlockNames.Block(4));
            var fifth = fourth with { State = BlockNames.Block(5) };
            var (target, source) = (database.Read(table, fifth)!.Value, database.Read(table, fourth)!.Value);
            Assert.True((await database.Write(new RecordWrite(table, fifth, target.ETag, 1, source.Data))).IsDone);
        }

        var verification = Verify();
        Assert.Equal(5, verification.FailedHeight);
        Assert.Equal("the record is of height 4", verification.Fault);
    }

    [Fact]
    public void A_missing_block_is_found_at_its_height()
    {
        Execute($"DELETE FROM records_blocks WHERE state = '{BlockNames.Block(7)}'");
        Assert.Equal((7, "the block is missing"), (Verify().FailedHeight, Verify().Fault));
    }

    private StoredChain Open() => StoredChain.Open(_folder.Path, StoredSilo.ChainName);

    private ChainVerification Verify()
    {
        try
        {
            using var chain = Open();
            return chain.Verify();
        }
        catch (MiningGridException e)
        {
            return new ChainVerification(0, null, e.Message);
        }
    }

    private void Flip(long offset)
    {
        using var file = new FileStream(Database, FileMode.Open, FileAccess.ReadWrite);
        file.Position = offset;
        var value = file.ReadByte();
        file.Position = offset;
        file.WriteByte((byte)(value ^ 0x04));
    }

    private List<string> Names()
    {
        using var connection = Connect();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT state FROM records_blocks UNION SELECT state FROM records_Default";
        using var rows = command.ExecuteReader();
        var names = new List<string>();
        while (rows.Read())
            names.Add(rows.GetString(0));
        return names;
    }

    private string Dump()
    {
        using var connection = Connect();
        var dump = new StringBuilder();
        foreach (var table in new[] { "records_blocks", "records_Default" })
        {
            using var command = connection.CreateCommand();
            command.CommandText = $"SELECT grain, state, etag, checksum, hex(data) FROM {table} ORDER BY grain, state";
            using var rows = command.ExecuteReader();
            while (rows.Read())
                dump.AppendLine($"{rows.GetString(0)} {rows.GetString(1)} {rows.GetInt64(2)} {rows.GetInt64(3)} {rows.GetString(4)}");
        }

        return dump.ToString();
    }

    private void Execute(string sql)
    {
        using var connection = Connect();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection($"Data Source={Database};Pooling=False");
        connection.Open();
        return connection;
    }
}
