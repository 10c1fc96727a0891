using Orleans.Placement;

namespace MiningGrid.Engine.Tests.Grains;

[ActivationCountBasedPlacement]
internal sealed class EvenGrain(ILocalSiloDetails silo) : HereGrainBase(silo);
