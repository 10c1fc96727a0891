using MiningGrid.Core.ProofOfWork;

namespace MiningGrid.Cli.CommandLine;

/// <summary>How hard, as it was asked for.</summary>
/// <param name="Text">The option and its value.</param>
/// <param name="Target">What they stand for.</param>
internal sealed record Difficulty(string Text, UInt256 Target);
