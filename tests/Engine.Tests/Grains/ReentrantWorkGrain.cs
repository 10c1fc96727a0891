using MiningGrid.Engine.Tests.Hosting;
using Orleans.Concurrency;

namespace MiningGrid.Engine.Tests.Grains;

[Reentrant]
internal sealed class ReentrantWorkGrain(Journal journal) : WorkGrainBase(journal), IReentrantWorkGrain;
