using System.Buffers;
using Compact.Calls;
using Compact.Serialization;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.DependencyInjection;
using MiningGrid.Engine.Tests.Grains;
using MiningGrid.Engine.Tests.Hosting;

namespace MiningGrid.Engine.Tests.Wire;

/// <summary>A request of a stranger's making is malformed, refused with an answer, or an ordinary call; an answer completes its call in any case.</summary>
public sealed class HostileRequestTests : IAsyncLifetime
{
    private readonly List<byte[]> _requests = [];
    private readonly List<byte[]> _answers = [];
    private TwoEnds _ends = null!;

    public async Task InitializeAsync()
    {
        _ends = await TwoEnds.Start();
        await Record(grain => grain.Mix(1, 2, "3", Shade.Dark, new Box { Value = 4 }));
        await Record(grain => grain.Collect(new() { ["k"] = [new Parcel("n", 1, [Shade.Dark])] }, [1, 2, 3], [1]));
        await Record(grain => grain.Anything(new List<object> { 1, "x", Guid.Empty }).AsTask());
        await Record(grain => grain.KeyOf(_ends.Grain("b")));
        await Record(grain => grain.HasToken(1, default, "2"));
        await Record(grain => grain.Myself());
        RequestContext.Set("k", new List<int> { 1 });
        RequestContext.ReentrancyId = Guid.NewGuid();
        await Record(grain => grain.Context("k"));
        RequestContext.Clear();
        await Record(async grain => await Assert.ThrowsAsync<OwnException>(() => grain.FailWithOwn(1)));
    }

    public async Task DisposeAsync() => await _ends.DisposeAsync();

    [Fact]
    public void Random_bytes_are_malformed_or_a_call() =>
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), bytes =>
        {
            Read(bytes);
            ReadAnswer(bytes);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(3_000));

    [Fact]
    public void Mutated_requests_are_malformed_or_a_call() => ForAllMutations(_requests, 10_000, bytes => Read(bytes));

    [Fact]
    public void Mutated_answers_complete_the_call() => ForAllMutations(_answers, 10_000, ReadAnswer);

    [Fact]
    public void Every_truncation_of_a_request_is_malformed_or_refused()
    {
        foreach (var request in _requests)
        {
            for (var length = 0; length < request.Length; length++)
                Assert.True(Read(request[..length]) is null or { Arrival.Refusal: not null } or { Method.ParameterTypes.Length: 0 });
        }
    }

    [Fact]
    public async Task What_is_read_of_a_mutated_request_is_answered_once()
    {
        var random = new Random(1);
        for (var round = 0; round < 300; round++)
        {
            var origin = new CountingOrigin();
            if (Read(Mutate(_requests[round % _requests.Count], random), origin) is not { } call)
                continue;
            _ends.Silo.Services.GetRequiredService<ReferenceRuntime>().Receive(call);
            await Eventually.That(() => origin.Count == 1, $"an answer of {call}");
        }
    }

    [Fact]
    public void A_context_of_many_values_is_believed_only_as_far_as_there_are_bytes()
    {
        var request = _requests[6];
        var first = request.AsSpan().IndexOf("\u0002\u0004#RCR"u8);
        var at = first >= 0 ? first : request.AsSpan().IndexOf("\u0002\u0001k"u8);
        Assert.True(at > 0);
        byte[] huge = [.. request[..at], 0xff, 0xff, 0xff, 0xff, 0x0f, .. request[(at + 1)..]];
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.NotNull(Read(huge)!.Arrival!.Refusal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void Types_that_nobody_knows_are_not_remembered()
    {
        var types = new HashSet<GrainType>();
        foreach (var number in Enumerable.Range(0, 1000))
        {
            var reference = (GrainReference)_ends.Silo.Grains.GetGrain(GrainId.Create($"nobody{number}", "k"), GrainInterfaceType.Create("wire"));
            types.Add(reference.GrainId.Type);
        }

        Assert.Equal(1000, types.Count);
        Assert.InRange(_ends.Silo.Services.GetRequiredService<GrainFactory>().RememberedCount, 1, 100);
    }

    private static void ForAllMutations(List<byte[]> originals, int count, Action<byte[]> read) =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), ArbMap.Default.ArbFor<int>(), (which, seed) =>
            read(Mutate(originals[(int)((uint)which % originals.Count)], new Random(seed)))).Check(Config.QuickThrowOnFailure.WithMaxTest(count));

    private async Task Record(Func<IWireGrain, Task> call)
    {
        await call(_ends.Grain());
        _requests.Add(_ends.CallerEnd.LastRequest);
        _answers.Add(_ends.CallerEnd.LastAnswer);
    }

    private Call? Read(byte[] bytes, ICallOrigin? origin = null)
    {
        try
        {
            return _ends.SiloEnd.Serializer.ReadRequest(new ReadOnlySequence<byte>(bytes), origin);
        }
        catch (MalformedPayloadException)
        {
            return null;
        }
    }

    private void ReadAnswer(byte[] bytes)
    {
        foreach (var request in _requests)
        {
            var origin = new CountingOrigin();
            var call = Read(request, origin)!;
            _ends.CallerEnd.Serializer.ReadAnswer(new ReadOnlySequence<byte>(bytes), call);
            Assert.True(call.IsCompleted);
            Assert.Equal(1, origin.Count);
        }
    }

    private static byte[] Mutate(byte[] original, Random random)
    {
        var bytes = original.ToList();
        for (var edits = random.Next(1, 5); edits > 0; edits--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(4))
            {
                case 0: bytes[at] = (byte)random.Next(256); break;
                case 1: bytes.Insert(at, (byte)random.Next(256)); break;
                case 2 when bytes.Count > 1: bytes.RemoveAt(at); break;
                default: bytes.InsertRange(at, bytes.GetRange(0, Math.Min(bytes.Count, 20))); break;
            }
        }

        return [.. bytes];
    }
}
