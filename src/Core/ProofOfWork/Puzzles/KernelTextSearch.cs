using System.Runtime.InteropServices;

namespace MiningGrid.Core.ProofOfWork;

/// <summary>A batch of numbers at a time, with a generated kernel: those that have all but the last four digits in common.</summary>
internal sealed unsafe class KernelTextSearch<TKernel>(byte[] text) : TextSearch
    where TKernel : struct, IBlockKernel
{
    private const int Alignment = 64; // of a cache line: a vector that crosses two costs twice

    private readonly ScalarTextSearch _short = new(text);
    private readonly CountedBlocks _blocks = new(text);
    private readonly uint* _words = (uint*)NativeMemory.AlignedAlloc(
        (nuint)(sizeof(uint) * TKernel.Lanes * TKernel.Streams * TKernel.Slots), Alignment);

    private ulong? _group;

    public override uint Next(ulong first, ulong count, uint limit, out ulong candidates)
    {
        if (first < LastDigits.FirstNumber)
            return _short.Next(first, count, limit, out candidates);

        var (group, number) = Math.DivRem(first, LastDigits.Numbers);
        if (group != _group)
        {
            _blocks.Lay(group);
            _group = group;
        }
        var batch = (uint)Math.Min((ulong)(TKernel.Lanes * TKernel.Streams), Math.Min(LastDigits.Numbers - number, count));
        Hash(LastDigits.Table + number);
        candidates = TKernel.NotAbove(limit, _words) & ((1UL << (int)batch) - 1);
        return batch;
    }

    public override void Dispose() => NativeMemory.AlignedFree(_words);

    private void Hash(uint* digits)
    {
        fixed (uint* state = _blocks.State, block = _blocks.Words)
        {
            TKernel.PutState(state, _words);
            for (var i = 0; i < _blocks.Blocks; i++)
            {
                var first = i * Sha256Constants.BlockWords;
                if (i > 0)
                    TKernel.AddState(state, _words);
                TKernel.PutBlock(block + first, _words);
                PutDigits(block, first, _blocks.DigitsWord, digits, _blocks.DigitsShift, 0);
                if (_blocks.DigitsShift > 0)
                    PutDigits(block, first, _blocks.DigitsWord + 1, digits, 0, 32 - _blocks.DigitsShift);
                TKernel.Rounds(_words);
            }
        }
    }

    // They go where that word is in the block that is being hashed.
    private void PutDigits(uint* blocks, int first, int word, uint* digits, int right, int left)
    {
        if (word >= first && word < first + Sha256Constants.BlockWords)
            TKernel.PutDigits(word - first, blocks[word], digits, right, left, _words);
    }
}
