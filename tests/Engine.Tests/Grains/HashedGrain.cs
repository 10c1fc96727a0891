using Orleans.Placement;

namespace MiningGrid.Engine.Tests.Grains;

[HashBasedPlacement]
internal sealed class HashedGrain(ILocalSiloDetails silo) : HereGrainBase(silo);
