using MiningGrid.KernelGenerator.Terms;

namespace MiningGrid.KernelGenerator.Sha256;

/// <summary>The rounds of FIPS 180-4, section 6.2.2, done with terms instead of numbers.</summary>
public static class Compression
{
    /// <summary>Runs the rounds, and leaves the last ones' sums open.</summary>
    /// <param name="graph">Makes the terms.</param>
    /// <param name="before">The working variables a to h.</param>
    /// <param name="schedule">The message.</param>
    /// <param name="rounds">Which rounds, 0 to 63 for all.</param>
    /// <param name="roundsWithA">From this one on only e is wanted, and a is nothing.</param>
    /// <param name="constant">The rounds' constants, where they are not those of the standard.</param>
    public static Word[] Run(
        TermGraph graph, IReadOnlyList<Word> before, MessageSchedule schedule, Range rounds,
        int roundsWithA = Constants.Rounds, Func<int, Word>? constant = null)
    {
        var (a, b, c, d) = (before[0], before[1], before[2], before[3]);
        var (e, f, g, h) = (before[4], before[5], before[6], before[7]);
        for (var t = rounds.Start.Value; t < rounds.End.Value; t++)
        {
            graph.Note($"Round {t}");
            var w = schedule.At(t);
            var choose = new Word(graph, graph.Choose(e.Value, f.Value, g.Value));
            var sum1 = new Word(graph, Rotations(graph, e.Value, 6, 11, 25));
            var temporary = h + w + (constant?.Invoke(t) ?? new Word(graph, graph.Constant(Constants.Round[t]))) + choose + sum1;

            // The last a's are nobody's business: no value, no instruction.
            var next = a;
            var shared = temporary;
            if (t < roundsWithA)
            {
                var rest = new Word(graph, Rotations(graph, a.Value, 2, 13, 22))
                    + new Word(graph, graph.Majority(a.Value, b.Value, c.Value));
                // Two sums want it: it is added up once, unless what is known of them takes part of it in.
                if (d.IsLane || rest.IsLane)
                    shared = new Word(graph, temporary.Value);
                next = rest + shared;
            }
            (h, g, f, e) = (g, f, e, d + shared);
            (d, c, b, a) = (c, b, a, next);
            if (t + 1 < rounds.End.Value)
                _ = (e.Value, a.Value);
        }
        return [a, b, c, d, e, f, g, h];
    }

    private static Term Rotations(TermGraph graph, Term word, int x, int y, int z) =>
        graph.Xor3(graph.RotateRight(word, x), graph.RotateRight(word, y), graph.RotateRight(word, z));
}
