using Microsoft.Extensions.DependencyInjection;
using MiningGrid.Grains;
using MiningGrid.Silo.Tests.Processes;
using Orleans.Runtime;
using Orleans.Storage;

namespace MiningGrid.Silo.Tests.Storage;

/// <summary>The storage as Orleans' providers behave: what they say of ETags and of records that are not there.</summary>
public sealed class SqliteGrainStorageTests : IAsyncLifetime, IDisposable
{
    private const string Name = "state";
    private static readonly GrainId Id = GrainId.Create("test", "one");

    private readonly TempFolder _folder = new();
    private StoredSilo _silo = null!;
    private IGrainStorage _storage = null!;

    public async Task InitializeAsync()
    {
        _silo = await StoredSilo.Run(_folder.Path);
        _storage = _silo.Services.GetRequiredKeyedService<IGrainStorage>(StorageNames.Blocks);
    }

    public async Task DisposeAsync() => await _silo.DisposeAsync();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_missing_record_reads_as_an_empty_state()
    {
        var state = new GrainState<List<string>>(["left over"], "1") { RecordExists = true };
        await _storage.ReadStateAsync(Name, Id, state);
        Assert.False(state.RecordExists);
        Assert.Null(state.ETag);
        Assert.Empty(state.State!);
    }

    [Fact]
    public async Task What_is_written_is_read_with_its_ETag()
    {
        var written = new GrainState<List<string>>(["a", "b"]);
        await _storage.WriteStateAsync(Name, Id, written);
        var read = new GrainState<List<string>>();
        await _storage.ReadStateAsync(Name, Id, read);
        Assert.Equal(["a", "b"], read.State);
        Assert.Equal((true, written.ETag), (read.RecordExists, read.ETag));
        Assert.NotNull(read.ETag);
    }

    [Fact]
    public async Task Each_write_gives_a_new_ETag_and_the_old_one_is_refused()
    {
        var state = new GrainState<List<string>>(["a"]);
        await _storage.WriteStateAsync(Name, Id, state);
        var old = new GrainState<List<string>>(["c"], state.ETag);
        state.State = ["b"];
        await _storage.WriteStateAsync(Name, Id, state);

        var refusal = await Assert.ThrowsAsync<InconsistentStateException>(() => _storage.WriteStateAsync(Name, Id, old));
        Assert.Equal((state.ETag, old.ETag), (refusal.StoredEtag, refusal.CurrentEtag));
        await _storage.ReadStateAsync(Name, Id, old);
        Assert.Equal(["b"], old.State);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("12345")]
    [InlineData("another storage's")]
    public async Task A_write_with_an_ETag_that_is_not_stored_is_refused(string? etag)
    {
        await _storage.WriteStateAsync(Name, Id, new GrainState<List<string>>(["a"]));
        await Assert.ThrowsAsync<InconsistentStateException>(() => _storage.WriteStateAsync(Name, Id, new GrainState<List<string>>(["b"], etag)));
    }

    [Fact]
    public async Task A_cleared_record_is_gone_and_may_be_made_again()
    {
        var state = new GrainState<List<string>>(["a"]);
        await _storage.WriteStateAsync(Name, Id, state);
        var old = new GrainState<List<string>>(["c"], state.ETag);
        await _storage.ClearStateAsync(Name, Id, state);
        Assert.Equal((false, null), (state.RecordExists, state.ETag));
        Assert.Empty(state.State!);

        state.State = ["b"];
        await _storage.WriteStateAsync(Name, Id, state);
        await Assert.ThrowsAsync<InconsistentStateException>(() => _storage.WriteStateAsync(Name, Id, old));
    }

    [Fact]
    public async Task Clearing_needs_the_stored_ETag_but_what_is_not_there_is_cleared_already()
    {
        await _storage.ClearStateAsync(Name, Id, new GrainState<List<string>>(["a"]));
        await _storage.WriteStateAsync(Name, Id, new GrainState<List<string>>(["a"]));
        await Assert.ThrowsAsync<InconsistentStateException>(() => _storage.ClearStateAsync(Name, Id, new GrainState<List<string>>(["a"], "12345")));
    }

    [Fact]
    public async Task Grains_states_and_storages_do_not_meet()
    {
        await _storage.WriteStateAsync(Name, Id, new GrainState<List<string>>(["a"]));
        await _storage.WriteStateAsync(Name, GrainId.Create("test", "two"), new GrainState<List<string>>(["b"]));
        await _storage.WriteStateAsync("other", Id, new GrainState<List<string>>(["c"]));
        await _silo.Services.GetRequiredKeyedService<IGrainStorage>(StorageNames.State).WriteStateAsync(Name, Id, new GrainState<List<string>>(["d"]));
        var state = new GrainState<List<string>>();
        await _storage.ReadStateAsync(Name, Id, state);
        Assert.Equal(["a"], state.State);
    }
}
