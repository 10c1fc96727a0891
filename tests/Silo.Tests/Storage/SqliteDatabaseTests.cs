using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using MiningGrid.GrainInterfaces.Errors;
using MiningGrid.Silo.Storage;
using MiningGrid.Silo.Tests.Processes;

namespace MiningGrid.Silo.Tests.Storage;

public sealed class SqliteDatabaseTests : IDisposable
{
    private static readonly SqliteTable Table = SqliteTable.Of("blocks");
    private static readonly RecordKey Key = new("chain/main", "block-000000000001");

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_was_acknowledged_is_there_after_reopening()
    {
        using (var database = Open())
            Assert.True((await database.Write(Insert(Key, 7, 1, 2, 3))).IsDone);

        using var again = Open();
        var record = again.Read(Table, Key);
        Assert.Equal(7, record?.ETag);
        Assert.Equal([1, 2, 3], record?.Data);
    }

    [Fact]
    public void A_missing_record_reads_as_none()
    {
        using var database = Open();
        Assert.Null(database.Read(Table, Key));
    }

    [Fact]
    public async Task A_second_insert_is_refused_with_the_stored_ETag()
    {
        using var database = Open();
        await database.Write(Insert(Key, 7, 1));
        Assert.Equal(new WriteOutcome(IsDone: false, 7), await database.Write(Insert(Key, 8, 2)));
        Assert.Equal([1], database.Read(Table, Key)?.Data);
    }

    [Fact]
    public async Task An_update_needs_the_stored_ETag()
    {
        using var database = Open();
        await database.Write(Insert(Key, 7, 1));
        Assert.Equal(new WriteOutcome(IsDone: false, 7), await database.Write(new RecordWrite(Table, Key, expected: 6, etag: 8, [2])));
        Assert.True((await database.Write(new RecordWrite(Table, Key, expected: 7, etag: 8, [2]))).IsDone);
        Assert.Equal([2], database.Read(Table, Key)?.Data);
    }

    [Fact]
    public async Task An_update_of_a_missing_record_is_refused()
    {
        using var database = Open();
        Assert.Equal(new WriteOutcome(IsDone: false), await database.Write(new RecordWrite(Table, Key, expected: 7, etag: 8, [2])));
    }

    [Fact]
    public async Task A_deletion_needs_the_stored_ETag()
    {
        using var database = Open();
        await database.Write(Insert(Key, 7, 1));
        Assert.False((await database.Write(new RecordWrite(Table, Key, expected: 6, etag: 8, data: null))).IsDone);
        Assert.True((await database.Write(new RecordWrite(Table, Key, expected: 7, etag: 8, data: null))).IsDone);
        Assert.Null(database.Read(Table, Key));
    }

    [Fact]
    public async Task Of_many_that_race_for_one_record_one_wins_each_round()
    {
        using var database = Open();
        await database.Write(Insert(Key, 1, 0));
        for (var round = 1L; round <= 50; round++)
        {
            var outcomes = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ =>
                Task.Run(() => database.Write(new RecordWrite(Table, Key, round, round + 1, [(byte)round])))));
            Assert.Single(outcomes, outcome => outcome.IsDone);
        }
    }

    [Fact]
    public async Task Many_concurrent_writers_lose_nothing()
    {
        const int Writers = 32, Each = 50;
        using (var database = Open(options => options.MaxQueuedWrites = 8))
        {
            await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
            {
                for (var i = 0; i < Each; i++)
                    Assert.True((await database.Write(Insert(new RecordKey($"chain/{writer}", $"block-{i}"), i + 1, (byte)writer, (byte)i))).IsDone);
            })));
        }

        using var again = Open();
        for (var writer = 0; writer < Writers; writer++)
        {
            for (var i = 0; i < Each; i++)
                Assert.Equal(new[] { (byte)writer, (byte)i }, again.Read(Table, new RecordKey($"chain/{writer}", $"block-{i}"))?.Data);
        }
    }

    [Fact]
    public async Task Tables_of_different_names_do_not_meet()
    {
        using var database = Open();
        await database.Write(Insert(Key, 7, 1));
        Assert.Null(database.Read(SqliteTable.Of("Default"), Key));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\"; drop table x; --")]
    [InlineData("a b")]
    public void A_storage_name_that_is_no_name_is_refused(string name) => Assert.Throws<ArgumentException>(() => SqliteTable.Of(name));

    [Fact]
    public async Task A_closed_database_refuses_writes()
    {
        var database = Open();
        database.Dispose();
        await Assert.ThrowsAsync<StorageException>(() => database.Write(Insert(Key, 7, 1)));
    }

    [Fact]
    public void A_folder_in_use_is_refused_and_free_after_closing()
    {
        using (Open())
        {
            var refusal = Assert.Throws<StorageException>(() => Open());
            Assert.Contains(_folder.Path, refusal.Message, StringComparison.Ordinal);
            Assert.Contains("in use", refusal.Message, StringComparison.Ordinal);
        }

        Open().Dispose();
    }

    [Fact]
    public void A_newer_format_is_refused_with_file_and_versions()
    {
        Open().Dispose();
        Execute("PRAGMA user_version=2");
        var refusal = Assert.Throws<StorageException>(() => Open());
        Assert.Contains($"{Database} has format 2; this version of MiningGrid reads up to 1", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_programs_database_is_refused()
    {
        Execute("CREATE TABLE t (x)");
        Assert.Contains("is not a database of MiningGrid", Assert.Throws<StorageException>(() => Open()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_no_database_is_refused()
    {
        File.WriteAllText(Database, string.Concat(Enumerable.Repeat("no database, but long enough to be one. ", 100)));
        Assert.Contains($"{Database} is no database", Assert.Throws<StorageException>(() => Open()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_flipped_byte_in_a_record_is_found_when_it_is_read()
    {
        var data = Enumerable.Repeat((byte)0xA5, 200).ToArray();
        using (var database = Open())
            await database.Write(new RecordWrite(Table, Key, expected: null, etag: 7, data));
        var file = File.ReadAllBytes(Database);
        file[file.AsSpan().IndexOf(data) + 100] ^= 1;
        File.WriteAllBytes(Database, file);

        using var again = Open();
        Assert.Contains("block-000000000001", Assert.Throws<StorageException>(() => again.Read(Table, Key)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_whose_pages_are_overwritten_is_told_as_damaged()
    {
        using (var database = Open())
        {
            for (var i = 0; i < 200; i++)
                await database.Write(new RecordWrite(Table, new RecordKey("chain/main", $"block-{i:D12}"), expected: null, etag: 7, new byte[400]));
        }

        var file = File.ReadAllBytes(Database);
        file.AsSpan(8192).Fill(0xFF);
        File.WriteAllBytes(Database, file);

        using var again = Open();
        var failures = Enumerable.Range(0, 200)
            .Select(i => Record.Exception(() => again.Read(Table, new RecordKey("chain/main", $"block-{i:D12}"))))
            .OfType<StorageException>();
        Assert.Contains(failures, failure => failure.Message.Contains($"{Database} is damaged", StringComparison.Ordinal));
    }

    [Fact]
    public void The_files_are_their_owners_alone()
    {
        if (OperatingSystem.IsWindows())
            return;
        var path = _folder["made"];
        using var database = new SqliteDatabase(Options.Create(new SqliteStorageOptions { Path = path }));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(path));
        foreach (var file in Directory.GetFiles(path))
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    private static RecordWrite Insert(RecordKey key, long etag, params byte[] data) => new(Table, key, expected: null, etag, data);

    private string Database => _folder["grid.db"];

    private SqliteDatabase Open(Action<SqliteStorageOptions>? configure = null)
    {
        var options = new SqliteStorageOptions { Path = _folder.Path };
        configure?.Invoke(options);
        return new SqliteDatabase(Options.Create(options));
    }

    private void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
