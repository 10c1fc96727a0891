using MiningGrid.Engine.Tests.Grains;
using MiningGrid.Engine.Tests.Hosting;
using MiningGrid.Engine.Tests.Observers;
using Orleans.Hosting;

namespace MiningGrid.Engine.Tests.Wire;

public class RoundTripTests
{
    [Fact]
    public async Task Numbers_texts_enums_and_objects_arrive_and_come_back()
    {
        await using var ends = await TwoEnds.Start();
        var (number, maybe, text, shade, box) = await ends.Grain().Mix(-5, 7, "ü", Shade.Dark, new Box { Value = 3 });
        Assert.Equal((-5, 7L, "ü", Shade.Dark, 3), (number, maybe, text, shade, box!.Value));
    }

    [Fact]
    public async Task Null_stays_null()
    {
        await using var ends = await TwoEnds.Start();
        var result = await ends.Grain().Mix(0, null, null, Shade.Light, null);
        Assert.Equal((0, null, null, Shade.Light, null), result);
        Assert.Null(await ends.Grain().Anything(null));
        Assert.Null(await ends.Grain().Pass(null));
    }

    [Fact]
    public async Task Records_in_collections_arrive_and_come_back()
    {
        await using var ends = await TwoEnds.Start();
        var parcels = new Dictionary<string, List<Parcel>> { ["k"] = [new Parcel("n", null, [Shade.Dark]), new Parcel("m", 2, [])] };
        var result = await ends.Grain().Collect(parcels, [1, 2, 3], none: null);
        Assert.Equal("3 bytes, none", Assert.Single(ends.Journal.Entries));
        Assert.Equal(["n", "m"], result["k"].Select(parcel => parcel.Name));
        Assert.Equal([Shade.Dark], result["k"][0].Shades);
        Assert.Equal(2, result["k"][1].Weight);
    }

    [Fact]
    public async Task A_value_of_a_type_known_only_at_run_time_arrives_as_what_it_is()
    {
        await using var ends = await TwoEnds.Start();
        Assert.Equal(7L, await ends.Grain().Anything(7L));
        Assert.Equal(9, Assert.IsType<Box>(await ends.Grain().Anything(new Box { Value = 9 })).Value);
    }

    [Fact]
    public async Task A_method_may_have_no_result()
    {
        await using var ends = await TwoEnds.Start();
        await ends.Grain().Nothing();
        Assert.Equal([0], ends.CallerEnd.LastAnswer);
    }

    [Fact]
    public async Task References_arrive_as_references_of_the_receiver()
    {
        await using var ends = await TwoEnds.Start();
        var other = ends.Grain("other");
        Assert.Equal("other", await ends.Grain().KeyOf(other));
        var self = await ends.Grain().Myself();
        Assert.Equal(ends.Grain(), self);
        Assert.Equal("other", await self.KeyOf(other));
    }

    [Fact]
    public async Task An_observer_is_called_back_where_it_is()
    {
        await using var ends = await TwoEnds.Start();
        var ear = new Ear();
        var reference = ends.Caller.Grains.CreateObjectReference<IEar>(ear);
        Assert.Equal(1, await ends.Grain().SayTo(reference, "hello"));
        Assert.Equal("hello", Assert.Single(ear.Heard));
        Assert.Equal(reference, await ends.Grain().Pass(reference));
        GC.KeepAlive(ear);
    }

    [Fact]
    public async Task The_request_context_travels_and_its_values_keep_their_types()
    {
        await using var ends = await TwoEnds.Start();
        RequestContext.Set("number", 5L);
        RequestContext.Set("id", Guid.Empty);
        try
        {
            Assert.Equal("5", await ends.Grain().Context("number"));
            Assert.Equal(Guid.Empty.ToString(), await ends.Grain().Context("id"));
        }
        finally
        {
            RequestContext.Clear();
        }

        Assert.Null(await ends.Grain().Context("number"));
    }

    [Fact]
    public async Task A_token_travels_as_the_possibility_to_cancel()
    {
        await using var ends = await TwoEnds.Start();
        Assert.True(await ends.Grain().HasToken(1, CancellationToken.None, "2"));
    }

    [Fact]
    public async Task One_way_calls_arrive_and_have_no_answer()
    {
        await using var ends = await TwoEnds.Start();
        await ends.Grain().Tell("told");
        ends.Grain().Say("said");
        await ends.Journal.Wrote("told");
        await ends.Journal.Wrote("said");
        await ends.Grain().Nothing();
        Assert.Single(ends.SiloEnd.AnswersSent);
        Assert.Equal(0, ends.CallerEnd.WaitingCount);
    }

    [Fact]
    public async Task Filters_see_the_caller_of_another_process()
    {
        var sources = new System.Collections.Concurrent.ConcurrentQueue<string>();
        await using var ends = await TwoEnds.Start(silo => silo.AddIncomingGrainCallFilter(context =>
        {
            sources.Enqueue($"{context.MethodName} from {context.SourceId?.ToString() ?? "nobody"}");
            return context.Invoke();
        }));
        var ear = new Ear();
        Assert.Equal("a", await ends.Grain().CallOther("b"));
        Assert.Equal(1, await ends.Grain().SayTo(ends.Caller.Grains.CreateObjectReference<IEar>(ear), "hello"));
        Assert.Contains("CallOther from nobody", sources);
        Assert.Contains("KeyOf from wire/a", sources);
        GC.KeepAlive(ear);
    }
}
