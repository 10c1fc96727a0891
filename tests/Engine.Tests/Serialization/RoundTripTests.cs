using System.Collections.Immutable;
using System.Net;
using MiningGrid.Engine.Tests.Serialization.Models;
using Range = MiningGrid.Engine.Tests.Serialization.Models.Range;

namespace MiningGrid.Engine.Tests.Serialization;

public sealed class RoundTripTests
{
    [Fact]
    public void A_record_keeps_its_positional_and_its_numbered_members()
    {
        var value = new Positional(int.MinValue, "höhe", [1, 2, 3]) { Extra = -1 };

        var read = Codecs.RoundTrip(value);

        Assert.Equal(value.Height, read.Height);
        Assert.Equal(value.Name, read.Name);
        Assert.Equal(value.Payload.AsEnumerable(), read.Payload.AsEnumerable());
        Assert.Equal(value.Extra, read.Extra);
    }

    [Fact]
    public void A_class_keeps_private_get_only_init_only_and_required_members()
    {
        var value = new Plain(7, "only", 2.5)
        {
            Ranges = [new Range(UInt128.MaxValue, 1), default],
            Named = new(StringComparer.OrdinalIgnoreCase) { ["a"] = new Range(1, 2), ["b"] = null },
            Forgotten = 9,
        }.InPhase(Phase.Done);

        var read = Codecs.RoundTrip(value);

        Assert.Equal(7, read.Secret);
        Assert.Equal("only", read.GetOnly);
        Assert.Equal(2.5, read.Init);
        Assert.Equal(value.Ranges, read.Ranges);
        Assert.Equal(Phase.Done, read.Phase);
        Assert.Equal(new Range(1, 2), read.Named!["A"]);
        Assert.Null(read.Named["b"]);
        Assert.Equal(0, read.Forgotten);
    }

    [Fact]
    public void A_class_may_count_its_primary_constructors_parameters()
    {
        var value = new WithPrimaryConstructor(1, "t") { Other = 2 };

        var read = Codecs.RoundTrip(value);
        var copy = Codecs.Copier.Copy(value);

        Assert.Equal((1, "t", 2), (read.Number, read.Text, read.Other));
        Assert.Equal((1, "t", 2), (copy.Number, copy.Text, copy.Other));
    }

    [Fact]
    public void A_derived_type_keeps_the_members_of_its_bases_though_ids_repeat()
    {
        var value = new Tagged<Guid> { Label = "base", Side = 3, Tag = Guid.NewGuid(), Tags = [Guid.Empty] };

        var read = Assert.IsType<Tagged<Guid>>(Codecs.RoundTrip<Shape>(value));

        Assert.Equal(("base", 3, value.Tag), (read.Label, read.Side, read.Tag));
        Assert.Equal(value.Tags, read.Tags);
    }

    [Fact]
    public void A_member_of_an_open_type_keeps_its_values_type()
    {
        Assert.IsType<object>(RoundTripAnything(new object()));
        Assert.Equal(5, RoundTripAnything(5));
        Assert.Equal("text", RoundTripAnything("text"));
        Assert.Equal(Phase.Running, RoundTripAnything(Phase.Running));
        Assert.Equal(new Range(1, 2), RoundTripAnything(new Range(1, 2)));
        Assert.Equal(new byte[] { 1 }, RoundTripAnything(new byte[] { 1 }));
        Assert.Equal(new[] { "a", null }, RoundTripAnything(new[] { "a", null }));
        Assert.Equal(new List<(int, string)> { (1, "x") }, RoundTripAnything(new List<(int, string)> { (1, "x") }));
        Assert.Equal(IPAddress.Loopback, RoundTripAnything(IPAddress.Loopback));
        Assert.Equal(3.0, Assert.IsType<Circle>(RoundTripAnything(new Circle { Radius = 3 })).Radius);
        Assert.Null(RoundTripAnything(null));

        static object? RoundTripAnything(object? value) => Codecs.RoundTrip(new Holder { Anything = value }).Anything;
    }

    [Fact]
    public void An_interface_member_keeps_the_collection_it_holds()
    {
        var read = Codecs.RoundTrip(new Holder { Numbers = ImmutableList.Create(1, 2) });

        Assert.Equal([1, 2], Assert.IsType<ImmutableList<int>>(read.Numbers));
    }

    [Fact]
    public void A_generic_type_is_named_by_its_arguments()
    {
        var value = new Tagged<List<Dictionary<int, Phase[]>>> { Tag = [new() { [1] = [Phase.Done] }] };

        var read = Assert.IsType<Tagged<List<Dictionary<int, Phase[]>>>>(Codecs.RoundTrip<object>(value));

        Assert.Equal([Phase.Done], read.Tag![0][1]);
    }

    [Fact]
    public void Surrogates_stand_in_for_types_of_other_assemblies()
    {
        var value = new UsesForeign
        {
            Value = new Foreign(42),
            Node = new ForeignNode("n", [1, 2]),
            Pair = new ForeignPair<string>("l", "r"),
            Maybe = new Foreign(-1),
            Pairs = new() { [new Foreign(1)] = new ForeignPair<int>(3, 4) },
        };

        var read = Codecs.RoundTrip(value);

        Assert.Equal(42, read.Value.Value);
        Assert.Equal("n", read.Node!.Name);
        Assert.Equal([1, 2], read.Node.Values);
        Assert.Equal(("l", "r"), (read.Pair!.Left, read.Pair.Right));
        Assert.Equal(-1, read.Maybe!.Value.Value);
        Assert.Equal(4, read.Pairs![new Foreign(1)].Right);
        Assert.Equal("o", Assert.IsType<ForeignNode>(Codecs.RoundTrip<object>(new ForeignNode("o", []))).Name);
    }

    [Fact]
    public void A_type_that_is_not_marked_is_not_serializable()
    {
        Assert.False(Codecs.Serializer.CanSerialize<RoundTripTests>());
        Assert.False(Codecs.Serializer.CanSerialize<List<RoundTripTests>>());
        Assert.False(Codecs.Serializer.CanSerialize<Action>());
        Assert.Throws<NotSupportedException>(() => Codecs.Serializer.SerializeToArray(new RoundTripTests()));
        Assert.Throws<NotSupportedException>(() => Codecs.Serializer.SerializeToArray<object>(new RoundTripTests()));
    }

    [Fact]
    public void A_graph_that_refers_to_itself_is_refused()
    {
        var holder = new Holder();
        holder.Next = holder;

        Assert.Throws<InvalidOperationException>(() => Codecs.Serializer.SerializeToArray(holder));
    }
}
