using MiningGrid.KernelGenerator.Programs;
using MiningGrid.KernelGenerator.Terms;
using static MiningGrid.KernelGenerator.Emit.KernelText;

namespace MiningGrid.KernelGenerator.Emit;

/// <summary>Writes the type that searches headers in nonces, and in some versions with each.</summary>
public static class RolledHeaderKernel
{
    public static (string File, string Text) Write(InstructionSet set)
    {
        var (hash, nonceOnly) = (new RolledHeaderHash(set), new HeaderHash(set));
        KernelBody scheduleHead = new(hash.ScheduleHead, set);
        KernelBody scheduleMiddle = new(hash.ScheduleMiddle, set, ConstantAt(set));
        KernelBody versionHead = new(hash.VersionHead, set);
        KernelBody versionMiddle = new(hash.VersionMiddle, set);
        KernelBody middle = new(new BlockHash(set).Middle, set, ConstantAt(set));
        KernelBody secondHead = new(nonceOnly.SecondHead, set, place => KernelBody.JobWord(set, place + versionHead.Job.Count));
        KernelBody secondTail = new(nonceOnly.SecondTail, set);
        Term[] job = [.. versionHead.Job, .. secondHead.Job.Select(input => hash.VersionHead.Graph.Input((int)input.Immediate))];
        var next = Advance(set, set.MiddleRounds, "scheduled");
        var scheduleBody = $$"""
                    var scheduled = ({{set.VectorType}}*)schedule;
            {{scheduleHead.Write(8)}}        {{Advance(set, BlockHash.Window)}}
                    {{Advance(set, BlockHash.Window, "scheduled")}}

            {{Loop(set, 8, 2 * BlockHash.Window, hash.ScheduleMiddles, scheduleMiddle, $"{Advance(set, set.MiddleRounds)} {next}")}}
            """;
        var body = $$"""
                    var scheduled = ({{set.VectorType}}*)schedule;
            {{versionHead.Write(8)}}
                    for (var i = 0; i < {{hash.VersionMiddles}}; i++)
                    {
            {{versionMiddle.Write(12)}}            {{next}}
                    }

            {{secondHead.Write(8)}}        {{AdvanceTo(set, nonceOnly.SecondMiddle)}}

            {{Loop(set, 8, nonceOnly.SecondMiddle.Round, nonceOnly.SecondMiddles, middle, Next(set))}}
            {{secondTail.Write(8)}}
            {{HeaderKernel.PutTopWord(set)}}
            """;
        return ($"Rolled{set.Name}.g.cs", $$"""
            {{Header}}/// <summary>Double SHA-256 of headers, {{set.Streams}} × {{set.Lanes}} nonces at a time, each with one version after the other.</summary>
            internal readonly unsafe struct Rolled{{set.Name}}<TCopy> : IRolledHeaderKernel
                where TCopy : struct, ICodeCopy
            {
                public static int InstructionsPerVector => {{new LeanestHash(set).Rolled}};

                public static int InstructionsPerSchedule => {{scheduleHead.Instructions
                    + (hash.ScheduleMiddles * scheduleMiddle.Instructions)}};

                public static int ScheduleJobWords => {{scheduleHead.Job.Count}};

                public static int JobWords => {{job.Length}};

                public static int SharedSlots => {{RolledHeaderHash.SharedPlaces}};

            {{new JobMethod(scheduleHead.Job).Write("PrepareSchedule")}}
            {{new JobMethod(job).Write("Prepare")}}
            {{Method(set, "Schedule", "uint* job, uint* words, uint* schedule", scheduleBody, scheduleHead, scheduleMiddle)}}
            {{Method(set, "Hash", "uint* job, uint* words, uint* schedule", body, versionHead, versionMiddle, secondHead, middle, secondTail).TrimEnd()}}
            }

            """);
    }
}
