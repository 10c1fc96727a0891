using MiningGrid.Engine.Tests.Hosting;
using Orleans.Concurrency;
using Orleans.Serialization.Invocation;

namespace MiningGrid.Engine.Tests.Grains;

/// <summary>Lets calls of Work interleave whose gate is called "urgent".</summary>
[MayInterleave(nameof(IsUrgent))]
internal sealed class ChoosyWorkGrain(Journal journal) : WorkGrainBase(journal), IChoosyWorkGrain
{
    public static bool IsUrgent(IInvokable call) => call.GetMethodName() == nameof(IWorkGrain.Work) && (string?)call.GetArgument(0) == "urgent";
}
