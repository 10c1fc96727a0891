using Orleans.Placement;

namespace MiningGrid.Engine.Tests.Grains;

[PreferLocalPlacement]
internal sealed class NearGrain(ILocalSiloDetails silo) : HereGrainBase(silo), INearGrain;
