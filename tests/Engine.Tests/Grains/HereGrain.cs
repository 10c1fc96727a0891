namespace MiningGrid.Engine.Tests.Grains;

internal sealed class HereGrain(ILocalSiloDetails silo) : HereGrainBase(silo);
