using MiningGrid.Engine.Tests.Serialization.Models;
using Range = MiningGrid.Engine.Tests.Serialization.Models.Range;

namespace MiningGrid.Engine.Tests.Serialization;

public sealed class VersionTests
{
    [Fact]
    public void A_newer_reader_gives_members_that_an_older_writer_lacks_their_defaults()
    {
        var old = new OldMessage { Name = "n", Count = -3, Dropped = new Circle { Radius = 2 }, Last = 9 };

        var read = Codecs.Serializer.Deserialize<NewMessage>(Codecs.Serializer.SerializeToArray(old));

        Assert.Equal(("n", -3L, 9), (read.Name, read.Count, read.Last));
        Assert.Equal((Guid.AllBitsSet, 1.5m), (read.Id, read.Price));
        Assert.Empty(read.Added!);
    }

    [Fact]
    public void An_older_reader_skips_members_and_bases_that_it_does_not_know()
    {
        var value = new NewMessage
        {
            Id = Guid.NewGuid(),
            Name = "n",
            Count = 7,
            Added = new() { ["a"] = [new Range(1, 2)] },
            Price = decimal.MaxValue,
            Last = 9,
        };

        var read = Codecs.Serializer.Deserialize<OldMessage>(Codecs.Serializer.SerializeToArray(value));

        Assert.Equal(("n", 7, 9), (read.Name, read.Count, read.Last));
        Assert.Null(read.Dropped);
    }

    [Fact]
    public void A_number_too_large_for_the_older_type_is_refused()
    {
        var bytes = Codecs.Serializer.SerializeToArray(new NewMessage { Count = long.MaxValue });

        Assert.Throws<global::Compact.Serialization.MalformedPayloadException>(() => Codecs.Serializer.Deserialize<OldMessage>(bytes));
    }

    [Fact]
    public void A_null_is_written_over_what_the_constructor_sets()
    {
        Assert.Null(Codecs.RoundTrip(new NewMessage { Added = null }).Added);
    }

    [Fact]
    public void A_type_is_found_by_its_alias_and_by_its_name()
    {
        var bytes = Codecs.Serializer.SerializeToArray<object>(new Plain { Ranges = [] });

        Assert.Contains("test.plain", System.Text.Encoding.Latin1.GetString(bytes), StringComparison.Ordinal);
        Assert.DoesNotContain(nameof(Plain), System.Text.Encoding.Latin1.GetString(bytes), StringComparison.Ordinal);
        Assert.IsType<Plain>(Codecs.Serializer.Deserialize<object>(bytes));
    }

    [Fact]
    public void The_format_is_what_it_was()
    {
        // A payload of the first version: if this fails, silos of two versions no longer understand each other.
        const string bytes = "010E0C0314016312000000000000F03F";
        var value = new Circle { Label = "c", Radius = 1 };

        Assert.Equal(bytes, Convert.ToHexString(Codecs.Serializer.SerializeToArray(value)));
    }
}
