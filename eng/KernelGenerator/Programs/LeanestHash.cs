using MiningGrid.KernelGenerator.Emit;
using MiningGrid.KernelGenerator.Sha256;
using MiningGrid.KernelGenerator.Terms;

namespace MiningGrid.KernelGenerator.Programs;

/// <summary>
/// The double SHA-256 of headers with the fewest instructions that this algebra knows: unrolled as a whole, nothing added twice to
/// shorten a wait. Nobody writes it; it is what the ceiling of a CPU is counted with.
/// </summary>
public sealed class LeanestHash(InstructionSet set)
{
    /// <summary>Instructions of a vector of nonces.</summary>
    public int NonceOnly => Count(graph =>
    {
        var schedule = new MessageSchedule(graph, HeaderHash.SecondBlock(graph), set.RoundsInRegisters);
        return Compression.Run(graph, HeaderHash.Inputs(graph), schedule.At, ..Constants.Rounds);
    });

    /// <summary>Instructions of a vector of nonces with one version, where the schedule is there, with the rounds' constants.</summary>
    public int Rolled => Count(graph =>
    {
        var block = HeaderHash.SecondBlock(graph);
        block[HeaderHash.NonceSlot] = new Word(graph, graph.LoadScheduled(Constants.Rounds));
        return Compression.Run(graph, HeaderHash.Inputs(graph), t => t < BlockHash.Window ? block[t]! : new Word(graph, graph.LoadScheduled(t)),
            ..Constants.Rounds, constant: t => new Word(graph, graph.Constant(t < BlockHash.Window ? Constants.Round[t] : 0)));
    });

    private int Count(Func<TermGraph, Word[]> firstHash)
    {
        var graph = set.NewGraph(isLeanest: true);
        var result = HeaderHash.TopWordOf(graph, set, firstHash(graph));
        return new KernelBody(new("Leanest", "", graph, [result]), set).Instructions;
    }
}
