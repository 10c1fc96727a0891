using System.Collections.Immutable;
using MiningGrid.Engine.Tests.Serialization.Models;
using Range = MiningGrid.Engine.Tests.Serialization.Models.Range;

namespace MiningGrid.Engine.Tests.Serialization;

public sealed class CopyTests
{
    [Fact]
    public void A_copy_shares_nothing_that_can_change()
    {
        var value = new Holder { Anything = new List<int[]> { new[] { 1 } }, Shape = new Circle { Radius = 1 } };

        var copy = Codecs.Copier.Copy(value);
        ((List<int[]>)value.Anything)[0][0] = 9;
        ((Circle)value.Shape).Radius = 9;

        Assert.Equal(1, ((List<int[]>)copy.Anything!)[0][0]);
        Assert.Equal(1, Assert.IsType<Circle>(copy.Shape).Radius);
    }

    [Fact]
    public void Two_references_to_one_object_stay_two_references_to_one_copy()
    {
        var shape = new Circle();
        var value = new Holder { Shape = shape, Same = shape, Anything = new object[] { shape, shape } };

        var copy = Codecs.Copier.Copy(value);

        Assert.NotSame(shape, copy.Shape);
        Assert.Same(copy.Shape, copy.Same);
        Assert.All((object[])copy.Anything!, item => Assert.Same(copy.Shape, item));
    }

    [Fact]
    public void A_cycle_is_copied()
    {
        var value = new Holder();
        value.Next = new Holder { Next = value, Anything = new List<object> { value } };

        var copy = Codecs.Copier.Copy(value);

        Assert.NotSame(value, copy);
        Assert.Same(copy, copy.Next!.Next);
        Assert.Same(copy, ((List<object>)copy.Next.Anything!)[0]);
    }

    [Fact]
    public void More_objects_than_the_first_few_keep_their_identity()
    {
        var shapes = Enumerable.Range(0, 100).Select(_ => (Shape)new Circle()).ToArray();

        var copy = Codecs.Copier.Copy(shapes.Concat(shapes).ToList());

        Assert.All(Enumerable.Range(0, 100), i => Assert.Same(copy[i], copy[i + 100]));
        Assert.Equal(100, copy.Distinct().Count());
    }

    [Fact]
    public void A_list_of_nodes_that_is_too_long_fails_the_copy_and_not_the_process()
    {
        Holder? value = null;
        for (var i = 0; i < 1_000_000; i++)
            value = new Holder { Next = value };

        Assert.Throws<InsufficientExecutionStackException>(() => Codecs.Copier.Copy(value));
    }

    [Fact]
    public void A_copy_keeps_every_marked_member_and_the_runtime_type()
    {
        var plain = new Plain(7, "only", 2.5) { Ranges = [new Range(1, 2)], Named = new() { ["a"] = null } }.InPhase(Phase.Running);
        var tagged = new Tagged<string> { Label = "l", Side = 2, Tag = "t", Tags = ["u"] };

        var plainCopy = Codecs.Copier.Copy(plain);
        var taggedCopy = Assert.IsType<Tagged<string>>(Codecs.Copier.Copy<Shape>(tagged));

        Assert.Equal((7, "only", 2.5, Phase.Running), (plainCopy.Secret, plainCopy.GetOnly, plainCopy.Init, plainCopy.Phase));
        Assert.NotSame(plain.Ranges, plainCopy.Ranges);
        Assert.Equal(plain.Ranges, plainCopy.Ranges);
        Assert.Equal(("l", 2, "t"), (taggedCopy.Label, taggedCopy.Side, taggedCopy.Tag));
        Assert.NotSame(tagged.Tags, taggedCopy.Tags);
    }

    [Fact]
    public void What_cannot_change_is_shared()
    {
        Assert.True(Codecs.Provider.GetCopier<string>().IsImmutable);
        Assert.True(Codecs.Provider.GetCopier<Range>().IsImmutable);
        Assert.True(Codecs.Provider.GetCopier<Frozen>().IsImmutable);
        Assert.True(Codecs.Provider.GetCopier<Foreign>().IsImmutable);
        Assert.True(Codecs.Provider.GetCopier<ImmutableArray<(int, Range?)>>().IsImmutable);
        Assert.True(Codecs.Provider.GetCopier<ImmutableDictionary<Guid, Frozen>>().IsImmutable);
        Assert.True(Codecs.Provider.GetCopier<FaultException>().IsImmutable);
        Assert.False(Codecs.Provider.GetCopier<Mutable>().IsImmutable);
        Assert.False(Codecs.Provider.GetCopier<object>().IsImmutable);
        Assert.False(Codecs.Provider.GetCopier<ImmutableArray<Mutable>>().IsImmutable);
        Assert.False(Codecs.Provider.GetCopier<Positional>().IsImmutable);

        var frozen = new Frozen { Values = [1] };
        Assert.Same(frozen, Codecs.Copier.Copy(frozen));
        Assert.Same(frozen, Codecs.Copier.Copy(new Holder { Anything = frozen }).Anything);
    }

    [Fact]
    public void A_struct_with_a_reference_is_copied_deeply()
    {
        var value = new Mutable { Values = [1], Count = 2 };

        var copy = Codecs.Copier.Copy(value);

        Assert.NotSame(value.Values, copy.Values);
        Assert.Equal(value.Values, copy.Values);
        Assert.Equal(2, copy.Count);
    }

    [Fact]
    public void A_struct_that_holds_itself_in_a_collection_is_copied()
    {
        var value = new Tree(1, [new Tree(2, []), new Tree(3, [new Tree(4, [])])]);

        var copy = Codecs.Copier.Copy(value);

        Assert.Equal(4, copy.Children[1].Children[0].Value);
        Assert.Equal(4, Codecs.RoundTrip(value).Children[1].Children[0].Value);
    }

    [Fact]
    public void A_class_with_a_converter_is_copied_through_its_surrogate()
    {
        var node = new ForeignNode("n", [1]);
        var value = new UsesForeign { Node = node };

        var copy = Codecs.Copier.Copy(value);

        Assert.NotSame(node, copy.Node);
        Assert.NotSame(node.Values, copy.Node!.Values);
        Assert.Equal(node.Values, copy.Node.Values);
    }

    [Fact]
    public void Collections_keep_their_comparers_in_a_copy()
    {
        Assert.True(Codecs.Copier.Copy(new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase) { ["a"] = null }).ContainsKey("A"));
        Assert.Contains("A", Codecs.Copier.Copy(new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "a" }));
    }

    [Fact]
    public void An_object_that_is_not_a_reference_does_not_pass_for_one()
    {
        var observer = new Observer();

        var exception = Assert.Throws<ArgumentException>(() => Codecs.Copier.Copy<IObserver>(observer));

        Assert.Contains("CreateObjectReference", exception.Message, StringComparison.Ordinal);
    }

    internal interface IObserver : IGrainObserver;

    private sealed class Observer : IObserver;
}
