using MiningGrid.KernelGenerator.Programs;
using MiningGrid.KernelGenerator.Terms;

namespace MiningGrid.KernelGenerator.Sha256;

/// <summary>
/// The rounds of <see cref="Compression"/> for two streams where there are 16 registers: the newest a and e stand in them for the next
/// round, and everything older is an operand in memory. A round overwrites d with its a and h with its e, so that
/// after <see cref="Period"/> rounds each word is in its slot again.
/// </summary>
public static class CompressionInMemory
{
    /// <summary>A multiple of this many rounds leaves each word in its slot.</summary>
    public const int Period = Constants.StateWords / 2;

    /// <summary>Runs the rounds, and leaves the last ones' sums open where nobody wants all of the state.</summary>
    /// <param name="graph">Makes the terms.</param>
    /// <param name="before">The working variables a to h: in their slots, or the same for all candidates.</param>
    /// <param name="schedule">The message: the word of a round; rounds ask in their order.</param>
    /// <param name="rounds">Which rounds, 0 to 63 for all.</param>
    /// <param name="roundsWithA">From this one on only e is wanted, and a is nothing.</param>
    /// <param name="constant">The rounds' constants, where they are not those of the standard.</param>
    /// <param name="isShort">Whether rounds wait less for each other, for an instruction more.</param>
    /// <param name="ahead">Makes words for later rounds; asked behind a round.</param>
    public static Word[] Run(
        TermGraph graph, IReadOnlyList<Word> before, Func<int, Word> schedule, Range rounds,
        int roundsWithA = Constants.Rounds, Func<int, Word>? constant = null, bool isShort = false, Action<int>? ahead = null)
    {
        var (a, b, c, d) = (before[0], before[1], before[2], before[3]);
        var (e, f, g, h) = (before[4], before[5], before[6], before[7]);
        Term? difference = null;
        Word Again(Word word) => word.IsLane ? new Word(graph, graph.Again(word.Value)) : word;
        void Keep(int slot, Word word)
        {
            if (word.IsLane)
                _ = graph.Keep(BlockHash.StateSlot + slot, word.Value);
        }
        Word Majority()
        {
            if (!b.IsLane || !c.IsLane)
                return new Word(graph, graph.Majority(a.Value, b.Value, c.Value));
            var yz = difference ?? graph.Difference(Again(b).Value, Again(c).Value);
            return new Word(graph, graph.Majority(a.Value, Again(b).Value, yz, out difference));
        }

        for (var t = rounds.Start.Value; t < rounds.End.Value; t++)
        {
            graph.Note($"Round {t}");
            var hasA = t < roundsWithA;
            var turn = (t - rounds.Start.Value) % Period;
            var w = schedule(t);
            var known = Again(h) + w + (constant?.Invoke(t) ?? new Word(graph, graph.Constant(Constants.Round[t])));
            var addsD = isShort && hasA && e.IsLane;
            if (addsD)
                known = new Word(graph, (known + Again(d)).Value);
            var temporary = known
                + new Word(graph, graph.Choose(e.Value, Again(f).Value, Again(g).Value))
                + new Word(graph, graph.Rotations(e.Value, Sigmas.Big1, soon: true));
            var (next, nextE) = (a, temporary);
            if (addsD)
            {
                // As in Compression: one subtraction more, and two additions less that wait for each other.
                Keep(Constants.StateWords - 1 - turn, nextE);
                next = new Word(graph, graph.Subtract(nextE.Value, Again(d).Value)) + Majority() + new Word(graph, graph.Rotations(a.Value, Sigmas.Big0));
            }
            else if (hasA)
            {
                var rest = new Word(graph, graph.Rotations(a.Value, Sigmas.Big0)) + Majority();

                // Two sums want it: it is added up once, unless what is known of them takes part of it in.
                if (d.IsLane || rest.IsLane)
                    temporary = new Word(graph, temporary.Value);
                next = rest + temporary;
            }
            if (!addsD)
                nextE = Again(d) + temporary;
            if (hasA || t + 1 < rounds.End.Value)
                Keep(Constants.StateWords - 1 - turn, nextE);
            if (hasA)
                Keep(Period - 1 - turn, next);
            (h, g, f, e) = (g, f, e, nextE);
            (d, c, b, a) = (c, b, a, next);
            ahead?.Invoke(t);
        }
        return [a, b, c, d, e, f, g, h];
    }
}
