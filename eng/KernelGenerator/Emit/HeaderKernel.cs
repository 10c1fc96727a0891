using MiningGrid.KernelGenerator.Programs;
using MiningGrid.KernelGenerator.Terms;
using static MiningGrid.KernelGenerator.Emit.KernelText;

namespace MiningGrid.KernelGenerator.Emit;

/// <summary>Writes the type that searches headers in nonces only.</summary>
public static class HeaderKernel
{
    public static (string File, string Text) Write(InstructionSet set)
    {
        var hash = new HeaderHash(set);
        KernelBody firstHead = new(hash.FirstHead, set);
        KernelBody middle = new(new BlockHash(set).Middle, set, ConstantAt(set));
        KernelBody secondHead = new(hash.SecondHead, set, place => KernelBody.JobWord(set, place + firstHead.Job.Count));
        KernelBody secondTail = new(hash.SecondTail, set);
        Term[] job = [.. firstHead.Job, .. secondHead.Job.Select(input => hash.FirstHead.Graph.Input((int)input.Immediate))];
        var body = $$"""
            {{firstHead.Write(8)}}        var {{AdvanceTo(set, hash.FirstMiddle)}}

            {{(set.SharesMiddle ? Shared(set, hash, middle, secondHead) : Apart(set, hash, middle, secondHead))}}
            {{secondTail.Write(8)}}
            {{PutTopWord(set)}}
            """;
        return ($"Header{set.Name}.g.cs", $$"""
            {{Header}}/// <summary>Double SHA-256 of headers, {{set.Streams}} × {{set.Lanes}} nonces at a time.</summary>
            internal readonly unsafe struct Header{{set.Name}}<TCopy> : IHeaderKernel
                where TCopy : struct, ICodeCopy
            {
                public static bool IsSupported => {{set.IsSupported}};

                public static int Lanes => {{set.Lanes}};

                public static int Streams => {{set.Streams}};

                public static int InstructionsPerVector => {{new LeanestHash(set).NonceOnly}};

                public static int JobWords => {{job.Length}};

                public static int Slots => {{BlockHash.WordSlots + (set.StateInMemory ? Sha256.Constants.StateWords : 0)}};

                // Numbers are as Bitcoin writes them, words of the message as SHA-256 reads them: the bytes the other way round.
                public static void PutNonces(uint first, uint* words)
                {
                    var w = ({{set.VectorType}}*)words;
            {{Each(set, 8, stream => $"w[{(HeaderHash.NonceSlot * set.Streams) + stream}] = ByteOrder.Reverse({set.Vector}.Create(first + {stream * set.Lanes}u) + {set.VectorType}.Indices);")}}
                }

                public static ulong NotAbove(uint limit, uint* words)
                {
                    var w = ({{set.VectorType}}*)words;
                    var most = {{set.Vector}}.Create(limit);
                    return {{Candidates(set, stream => $"ByteOrder.Reverse(w[{stream}])")}};
                }

            {{new JobMethod(job).Write("Prepare")}}
            {{Method(set, "Hash", "uint* job, uint* words", body, firstHead, middle, secondHead, secondTail).TrimEnd()}}
            }

            """);
    }

    /// <summary>Puts the last word of the second hash to the words' beginning.</summary>
    public static string PutTopWord(InstructionSet set) =>
        $"        w = ({set.VectorType}*)words;\n" + Each(set, 8, stream => $"w[{stream}] = {KernelBody.StateWord(set, 0, stream)};");

    private static string Apart(InstructionSet set, HeaderHash hash, KernelBody middle, KernelBody secondHead) => $$"""
        {{Loop(set, 8, hash.FirstMiddle.Round, hash.FirstMiddles, middle, Next(set))}}
                w = ({{set.VectorType}}*)words;
        {{secondHead.Write(8)}}        {{AdvanceTo(set, hash.SecondMiddle)}}

        {{Loop(set, 8, hash.SecondMiddle.Round, hash.SecondMiddles, middle, Next(set))}}

        """;

    private static string Shared(InstructionSet set, HeaderHash hash, KernelBody middle, KernelBody secondHead) => $$"""
                // The middle of the first hash, then that of the second: one code for both, so that a CPU keeps it decoded.
                var constants = {{ConstantsFrom(set, hash.FirstMiddle.Round)}};
                var turns = {{hash.FirstMiddles}};
                for (var isFirst = true; ; isFirst = false)
                {
                    for (; turns > 0; turns--)
                    {
        {{middle.Write(16)}}                {{Next(set)}}
                        {{NextConstants(set)}};
                    }
                    if (!isFirst)
                        break;

                    w = ({{set.VectorType}}*)words;
        {{secondHead.Write(12)}}            {{AdvanceTo(set, hash.SecondMiddle)}}
                    constants = {{ConstantsFrom(set, hash.SecondMiddle.Round)}};
                    turns = {{hash.SecondMiddles}};
                }

        """;
}
