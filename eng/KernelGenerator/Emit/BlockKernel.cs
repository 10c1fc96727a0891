using MiningGrid.KernelGenerator.Programs;
using static MiningGrid.KernelGenerator.Emit.KernelText;

namespace MiningGrid.KernelGenerator.Emit;

/// <summary>Writes the type that hashes blocks of any content.</summary>
public static class BlockKernel
{
    // Behind the words stands the state; behind that, the word that is added in the end.
    private const int AddedSlot = BlockHash.StateSlot + Sha256.Constants.StateWords;

    public static (string File, string Text) Write(InstructionSet set)
    {
        var hash = new BlockHash(set);
        KernelBody middle = new(hash.Middle, set, ConstantAt(set));
        var rounds = $$"""
            {{State(set, (state, memory) => $"{state} = {memory};")}}
                    var scheduled = w;
            {{Loop(set, 8, 0, Sha256.Constants.Rounds / set.MiddleRounds, middle, Next(set))}}
                    w = ({{set.VectorType}}*)words;
            {{State(set, (state, memory) => $"{memory} = {state};")}}

            """;
        var added = Each(set, 8, stream => $"w[{At(set, AddedSlot, stream)}] = w[{At(set, BlockHash.StateSlot, stream)}];");
        return ($"Block{set.Name}.g.cs", $$"""
            {{Header}}/// <summary>SHA-256's rounds over blocks, {{set.Streams}} × {{set.Lanes}} at a time.</summary>
            internal readonly unsafe struct Block{{set.Name}}<TCopy> : IBlockKernel
                where TCopy : struct, ICodeCopy
            {
                public static bool IsSupported => {{set.IsSupported}};

                public static int Lanes => {{set.Lanes}};

                public static int Streams => {{set.Streams}};

                public static int Slots => {{AddedSlot + 1}};

                public static void PutBlock(uint* block, uint* words)
                {
                    var w = ({{set.VectorType}}*)words;
                    for (var i = 0; i < {{BlockHash.Window}}; i++)
                    {
                        var word = {{set.Broadcast("block[i]")}};
            {{Each(set, 12, stream => $"w[(i * {set.Streams}) + {stream}] = word;")}}
                    }
                }

                public static void PutDigits(int slot, uint common, uint* digits, int right, int left, uint* words)
                {
                    var w = ({{set.VectorType}}*)words;
                    var word = {{set.Broadcast("common")}};
                    for (var stream = 0; stream < {{set.Streams}}; stream++)
                    {
                        var lanes = {{set.Vector}}.Load(digits + (stream * {{set.Lanes}}));
                        w[(slot * {{set.Streams}}) + stream] = word | ((lanes >>> right) << left);
                    }
                }

                public static void PutState(uint* state, uint* words)
                {
                    var w = ({{set.VectorType}}*)words;
                    for (var i = 0; i < {{Sha256.Constants.StateWords}}; i++)
                    {
                        var word = {{set.Broadcast("state[i]")}};
            {{Each(set, 12, stream => $"w[(({BlockHash.StateSlot} + i) * {set.Streams}) + {stream}] = word;")}}
                    }
            {{added}}
                }

                public static void AddState(uint* state, uint* words)
                {
                    var w = ({{set.VectorType}}*)words;
                    for (var i = 0; i < {{Sha256.Constants.StateWords}}; i++)
                    {
                        var word = {{set.Broadcast("state[i]")}};
            {{Each(set, 12, stream => $"w[(({BlockHash.StateSlot} + i) * {set.Streams}) + {stream}] += word;")}}
                    }
            {{added}}
                }

                public static ulong NotAbove(uint limit, uint* words)
                {
                    var w = ({{set.VectorType}}*)words;
                    var most = {{set.Vector}}.Create(limit);
                    return {{Candidates(set, stream => $"w[{At(set, BlockHash.StateSlot, stream)}] + w[{At(set, AddedSlot, stream)}]")}};
                }

            {{Method(set, "Rounds", "uint* words", rounds, middle).TrimEnd()}}
            }

            """);
    }

    private static int At(InstructionSet set, int slot, int stream) => (slot * set.Streams) + stream;

    // Nothing to move where it stays in memory.
    private static string State(InstructionSet set, Func<string, string, string> assign) => set.StateInMemory ? "" : string.Join('\n',
        Enumerable.Range(0, Sha256.Constants.StateWords).Select(word => Each(set, 8, stream =>
            assign(KernelBody.Name(set, "s", word, stream), $"w[{At(set, BlockHash.StateSlot + word, stream)}]"))));
}
