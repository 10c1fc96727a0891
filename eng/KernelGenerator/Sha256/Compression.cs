using MiningGrid.KernelGenerator.Terms;

namespace MiningGrid.KernelGenerator.Sha256;

/// <summary>The rounds of FIPS 180-4, section 6.2.2, done with terms instead of numbers.</summary>
public static class Compression
{
    /// <summary>Runs the rounds, and leaves the last ones' sums open.</summary>
    /// <param name="graph">Makes the terms.</param>
    /// <param name="before">The working variables a to h.</param>
    /// <param name="schedule">The message: the word of a round; rounds ask in their order.</param>
    /// <param name="rounds">Which rounds, 0 to 63 for all.</param>
    /// <param name="roundsWithA">From this one on only e is wanted, and a is nothing.</param>
    /// <param name="constant">The rounds' constants, where they are not those of the standard.</param>
    /// <param name="shortTo">Up to this one, rounds wait less for each other, for an instruction more.</param>
    /// <param name="ahead">Makes words for later rounds; asked behind what the next round waits for.</param>
    public static Word[] Run(
        TermGraph graph, IReadOnlyList<Word> before, Func<int, Word> schedule, Range rounds,
        int roundsWithA = Constants.Rounds, Func<int, Word>? constant = null, int shortTo = 0, Action<int>? ahead = null)
    {
        var (a, b, c, d) = (before[0], before[1], before[2], before[3]);
        var (e, f, g, h) = (before[4], before[5], before[6], before[7]);
        Func<Word>? open = null;
        void CloseA()
        {
            if (open is null)
                return;
            a = open();
            _ = a.Value;
            open = null;
        }

        for (var t = rounds.Start.Value; t < rounds.End.Value; t++)
        {
            graph.Note($"Round {t}");
            var w = schedule(t);
            var choose = new Word(graph, graph.Choose(e.Value, f.Value, g.Value));
            var sum1 = new Word(graph, graph.Rotations(e.Value, Sigmas.Big1, soon: true));
            var known = h + w + (constant?.Invoke(t) ?? new Word(graph, graph.Constant(Constants.Round[t])));
            if (t < shortTo && t < roundsWithA && e.IsLane)
            {
                // One subtraction more, and two additions less that wait for each other. A CPU takes the older instructions first:
                // e, for which the next round waits, stands before the a of the round before.
                var nextE = new Word(graph, (known + d).Value) + choose + sum1;
                _ = nextE.Value;
                CloseA();
                var (lastA, lastB, lastC, lastD) = (a, b, c, d);
                open = () => new Word(graph, graph.Subtract(nextE.Value, lastD.Value))
                    + new Word(graph, graph.Majority(lastA.Value, lastB.Value, lastC.Value))
                    + new Word(graph, graph.Rotations(lastA.Value, Sigmas.Big0));
                (h, g, f, e, d, c, b) = (g, f, e, nextE, c, b, a);
                ahead?.Invoke(t);
                continue;
            }

            CloseA();
            var temporary = known + choose + sum1;

            // The last a's are nobody's business: no value, no instruction.
            var next = a;
            var shared = temporary;
            if (t < roundsWithA)
            {
                var rest = new Word(graph, graph.Rotations(a.Value, Sigmas.Big0))
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
            ahead?.Invoke(t);
        }
        CloseA();
        return [a, b, c, d, e, f, g, h];
    }
}
