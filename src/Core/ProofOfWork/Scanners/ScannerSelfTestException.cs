namespace MiningGrid.Core.ProofOfWork;

/// <summary>A scanner gave a wrong answer in its self-test: nothing may be mined with it.</summary>
public sealed class ScannerSelfTestException : Exception
{
    /// <summary>Says which scanner failed, and where.</summary>
    /// <param name="scanner">The scanner's name.</param>
    /// <param name="detail">What it was asked, what it answered, and what is right.</param>
    /// <param name="innerException">What it threw, if it threw.</param>
    public ScannerSelfTestException(string scanner, string detail, Exception? innerException = null)
        : base($"The scanner '{scanner}' failed its self-test and is refused: {detail}", innerException) => Scanner = scanner;

    /// <summary>The name of the scanner that failed.</summary>
    public string Scanner { get; }
}
