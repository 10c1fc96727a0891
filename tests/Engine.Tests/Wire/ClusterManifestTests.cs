using System.Buffers;
using Compact.Serialization;
using Microsoft.Extensions.DependencyInjection;
using MiningGrid.Engine.Tests.Hosting;

namespace MiningGrid.Engine.Tests.Wire;

public class ClusterManifestTests
{
    [Fact]
    public async Task A_client_finds_the_grain_of_an_interface_that_it_has_no_class_for()
    {
        await using var silo = await TestSilo.Start();
        var factory = silo.Services.GetRequiredService<GrainFactory>();
        Assert.Throws<ArgumentException>(() => factory.GetGrain<IElsewhereGrain>("k"));
        factory.Learn(Read(new ClusterManifest([Elsewhere("elsewhere", "Some.Where.ElsewhereGrain")])));
        Assert.Equal("elsewhere/k", factory.GetGrain<IElsewhereGrain>("k").GetGrainId().ToString());
        factory.Learn(Read(new ClusterManifest([Elsewhere("moved", "Some.Where.MovedGrain")])));
        Assert.Equal("moved/k", factory.GetGrain<IElsewhereGrain>("k").GetGrainId().ToString());
    }

    [Fact]
    public async Task Several_classes_elsewhere_must_be_told_apart()
    {
        await using var silo = await TestSilo.Start();
        var factory = silo.Services.GetRequiredService<GrainFactory>();
        factory.Learn(new ClusterManifest([Elsewhere("one", "Some.OneGrain"), Elsewhere("two", "Some.TwoGrain")]));
        Assert.Contains("Some.TwoGrain", Assert.Throws<ArgumentException>(() => factory.GetGrain<IElsewhereGrain>("k")).Message, StringComparison.Ordinal);
        Assert.Equal("two/k", factory.GetGrain<IElsewhereGrain>("k", "Some.Two").GetGrainId().ToString());
    }

    [Fact]
    public async Task A_silo_tells_all_its_classes()
    {
        await using var silo = await TestSilo.Start();
        var cluster = Read(ClusterManifest.Of(silo.Services.GetRequiredService<GrainManifest>()));
        var grain = Assert.Single(cluster.Grains, grain => grain.ClassName == typeof(WireGrain).FullName);
        Assert.Equal(GrainType.Create("wire"), grain.GrainType);
        Assert.Equal([GrainInterfaceType.Create("wire")], grain.Interfaces);
    }

    [Fact]
    public void A_list_that_is_cut_off_is_refused()
    {
        var bytes = Bytes(new ClusterManifest([Elsewhere("one", "Some.OneGrain")]));
        for (var length = 0; length < bytes.Length; length++)
            Assert.Throws<MalformedPayloadException>(() => ClusterManifest.Read(new ReadOnlySequence<byte>(bytes, 0, length)));
        Assert.Throws<MalformedPayloadException>(() => ClusterManifest.Read(new ReadOnlySequence<byte>([.. bytes, 0])));
    }

    private static ClusterGrain Elsewhere(string type, string className) =>
        new(GrainType.Create(type), className, [GrainInterfaceType.Create(typeof(IElsewhereGrain).FullName!)]);

    private static ClusterManifest Read(ClusterManifest manifest) => ClusterManifest.Read(Segments.Of(Bytes(manifest)));

    private static byte[] Bytes(ClusterManifest manifest)
    {
        var output = new ArrayBufferWriter<byte>();
        manifest.Write(output);
        return output.WrittenSpan.ToArray();
    }
}
