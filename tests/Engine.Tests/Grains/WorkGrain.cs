using MiningGrid.Engine.Tests.Hosting;

namespace MiningGrid.Engine.Tests.Grains;

internal sealed class WorkGrain(Journal journal) : WorkGrainBase(journal);
