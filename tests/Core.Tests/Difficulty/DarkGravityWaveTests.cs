using MiningGrid.Core.Difficulty;
using MiningGrid.Core.ProofOfWork;

namespace MiningGrid.Core.Tests.Difficulty;

public class DarkGravityWaveTests
{
    private const int SpacingSeconds = 150;

    // dashpay/dash, src/test/pow_tests.cpp, get_next_work: the 24 blocks up to height 123456, oldest first.
    private static readonly (uint Time, uint Bits)[] PastBlocks =
    [
        (1408728124, 0x1b104be1), (1408728332, 0x1b10e09e), (1408728479, 0x1b11a33c), (1408728495, 0x1b121cf3),
        (1408728608, 0x1b11951e), (1408728744, 0x1b11abac), (1408728756, 0x1b118d9c), (1408728950, 0x1b1123f9),
        (1408729116, 0x1b1141bf), (1408729179, 0x1b110764), (1408729305, 0x1b107556), (1408729474, 0x1b104297),
        (1408729576, 0x1b1063d0), (1408729587, 0x1b10e878), (1408729647, 0x1b0dfaff), (1408729678, 0x1b0c9ab8),
        (1408730179, 0x1b0c03d6), (1408730862, 0x1b0dd168), (1408730914, 0x1b10b864), (1408731242, 0x1b0fed89),
        (1408731256, 0x1b113ff1), (1408732229, 0x1b10460b), (1408732257, 0x1b13b83f), (1408732489, 0x1b1418d4),
    ];

    private static readonly DarkGravityWave Main = new(UInt256.MaxValue >> 20, SpacingSeconds);
    private static readonly DarkGravityWave Devnet = new(UInt256.MaxValue >> 1, SpacingSeconds, easyWhenLate: true);

    [Fact]
    public void Mainnet_moves_as_Dash_does() =>
        Assert.Equal(0x1b1441deu, WindowOf(Main).NextBits(1408732505).Bits);

    [Theory]
    [InlineData(1408732505, 0x1b1441de)]
    [InlineData(1408733090, 0x1c00c8f8)]
    [InlineData(1408733689, 0x1c00c8f8)]
    [InlineData(1408739690, 0x207fffff)]
    [InlineData(1408743289, 0x207fffff)]
    public void A_devnet_makes_late_blocks_easier_as_Dash_does(uint time, uint expected) =>
        Assert.Equal(expected, WindowOf(Devnet).NextBits(time).Bits);

    [Fact]
    public void The_first_24_blocks_after_genesis_have_the_limit()
    {
        var window = DifficultyWindow.StartAt(Main, new PastBlock(0, 0, new CompactTarget(0x1b104be1)));
        for (uint i = 1; i <= 24; i++)
        {
            Assert.Equal(Main.LimitBits, window.NextBits(0));
            window = window.Append(i * SpacingSeconds, new CompactTarget(0x1b104be1));
        }

        Assert.NotEqual(Main.LimitBits, window.NextBits(0));
    }

    [Fact]
    public void A_window_of_fewer_than_24_blocks_cannot_tell_unless_it_began_at_genesis()
    {
        var window = DifficultyWindow.StartAt(Main, new PastBlock(1000, 0, new CompactTarget(0x1b104be1)));
        Assert.False(Main.TryNext(window, 0, out _));
    }

    [Fact]
    public void The_average_is_exact_where_its_sums_pass_256_bits()
    {
        var rule = new DarkGravityWave(UInt256.MaxValue >> 1, 10);
        var bits = new CompactTarget(0x20400000);
        var window = DifficultyWindow.StartAt(rule, new PastBlock(100, 0, bits));
        for (uint i = 1; i < 24; i++)
            window = window.Append(i * 240 / 23, bits);
        Assert.Equal(bits, window.NextBits(0));
    }

    private static DifficultyWindow WindowOf(DarkGravityWave rule)
    {
        var (firstTime, firstBits) = PastBlocks[0];
        var window = DifficultyWindow.StartAt(rule, new PastBlock(123_456 - 23, firstTime, new CompactTarget(firstBits)));
        foreach (var (time, bits) in PastBlocks.AsSpan(1))
            window = window.Append(time, new CompactTarget(bits));
        return window;
    }
}
