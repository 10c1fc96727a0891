using System.Diagnostics.CodeAnalysis;
using System.Text;
using MiningGrid.Core.Difficulty;
using MiningGrid.Core.Ledger;
using MiningGrid.Core.ProofOfWork;

namespace MiningGrid.Core.Blocks;

/// <summary>
/// The canonical bytes of <see cref="ChainParameters"/>: version, name, genesis time, difficulty rule (kind, limit, spacing, its own
/// numbers), genesis bits, subsidy, halving, bounds, genesis message. Version 2 says more: that versions may be rolled. What does not
/// need it stays in version 1, so that chains from before it are what they were.
/// </summary>
internal static class ChainParametersEncoding
{
    private const byte Version = 1;
    private const byte RollingVersion = 2;
    private const byte FixedKind = 0;
    private const byte BitcoinKind = 1;
    private const byte DarkGravityWaveKind = 2;
    private const byte AsertKind = 3;

    public static byte[] Encode(ChainParameters chain)
    {
        WireWriter writer = new WireWriter()
            .Byte(chain.VersionRolling ? RollingVersion : Version)
            .Blob(Encoding.ASCII.GetBytes(chain.Name))
            .UInt32(chain.GenesisTime);
        WriteRule(writer, chain.Difficulty);
        return writer
            .UInt32(chain.GenesisBits.Bits)
            .CompactSize(chain.Subsidy)
            .CompactSize((ulong)chain.HalvingInterval)
            .CompactSize((ulong)chain.MaxBlockBytes)
            .CompactSize((ulong)chain.MaxSecondsAhead)
            .CompactSize((ulong)chain.MaxCoinbaseMessageBytes)
            .Blob(Encoding.UTF8.GetBytes(chain.GenesisMessage))
            .ToArray();
    }

    public static bool TryDecode(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out ChainParameters? chain, [NotNullWhen(false)] out string? error)
    {
        chain = null;
        error = "the bytes are cut short or not canonical";
        var reader = new WireReader(bytes);
        if (!reader.TryReadByte(out byte version))
            return false;
        if (version is not (Version or RollingVersion))
        {
            error = $"version {version} is not known; this program knows {Version} and {RollingVersion}";
            return false;
        }

        try
        {
            if (!reader.TryReadBlob(ChainParameters.MaxNameLength, out var name)
                || !reader.TryReadUInt32(out uint genesisTime)
                || !TryReadRule(ref reader, out DifficultyRule? rule)
                || !reader.TryReadUInt32(out uint genesisBits)
                || !reader.TryReadCompactSize(out ulong subsidy)
                || !reader.TryReadInt32(int.MaxValue, out int halvingInterval)
                || !reader.TryReadInt32(int.MaxValue, out int maxBlockBytes)
                || !reader.TryReadInt32(int.MaxValue, out int maxSecondsAhead)
                || !reader.TryReadInt32(int.MaxValue, out int maxMessageBytes)
                || !reader.TryReadBlob(Coinbase.MaxMessageBytes, out var messageBytes)
                || !ShortText.TryDecode(messageBytes, out string? message)
                || reader.Remaining > 0)
                return false;

            chain = new ChainParameters(
                Encoding.Latin1.GetString(name), genesisTime, rule, new CompactTarget(genesisBits), subsidy, halvingInterval,
                maxBlockBytes, maxSecondsAhead, maxMessageBytes, message, versionRolling: version == RollingVersion);
            error = null;
            return true;
        }
        catch (ChainParameterException e)
        {
            error = e.Message;
            return false;
        }
    }

    private static void WriteRule(WireWriter writer, DifficultyRule rule)
    {
        byte kind = rule switch
        {
            FixedDifficulty => FixedKind,
            BitcoinDifficulty => BitcoinKind,
            DarkGravityWave => DarkGravityWaveKind,
            AsertDifficulty => AsertKind,
            _ => throw new ChainParameterException("Difficulty", rule.GetType().Name, "fixed, Bitcoin, Dark Gravity Wave, ASERT"),
        };
        writer.Byte(kind).Number(rule.Limit).CompactSize((ulong)rule.SpacingSeconds);
        switch (rule)
        {
            case BitcoinDifficulty bitcoin:
                writer.CompactSize((ulong)bitcoin.Interval).Byte(ToByte(bitcoin.Retargets)).Byte(ToByte(bitcoin.EasyWhenLate));
                break;
            case DarkGravityWave wave:
                writer.Byte(ToByte(wave.EasyWhenLate));
                break;
            case AsertDifficulty asert:
                writer.CompactSize((ulong)asert.HalfLifeSeconds);
                break;
        }
    }

    private static bool TryReadRule(ref WireReader reader, [NotNullWhen(true)] out DifficultyRule? rule)
    {
        rule = null;
        if (!reader.TryReadByte(out byte kind)
            || !reader.TryRead(UInt256.Size, out var limitBytes)
            || !reader.TryReadInt32(int.MaxValue, out int spacing))
            return false;

        UInt256 limit = UInt256.ReadLittleEndian(limitBytes);
        switch (kind)
        {
            case FixedKind:
                rule = new FixedDifficulty(limit, spacing);
                break;
            case BitcoinKind when reader.TryReadInt32(int.MaxValue, out int interval) && TryReadFlag(ref reader, out bool retargets) && TryReadFlag(ref reader, out bool easy):
                rule = new BitcoinDifficulty(limit, spacing, interval, retargets, easy);
                break;
            case DarkGravityWaveKind when TryReadFlag(ref reader, out bool easy):
                rule = new DarkGravityWave(limit, spacing, easy);
                break;
            case AsertKind when reader.TryReadInt32(int.MaxValue, out int halfLife):
                rule = new AsertDifficulty(limit, spacing, halfLife);
                break;
        }

        return rule is not null;
    }

    private static bool TryReadFlag(ref WireReader reader, out bool flag)
    {
        bool read = reader.TryReadByte(out byte value) && value <= 1;
        flag = read && value == 1;
        return read;
    }

    private static byte ToByte(bool flag) => flag ? (byte)1 : (byte)0;
}
