namespace MiningGrid.Core.ProofOfWork;

/// <summary>Which copy of a kernel's code: the JIT compiles a generic type for each value type anew, and puts it elsewhere.</summary>
internal interface ICodeCopy;

internal readonly struct FirstCopy : ICodeCopy;

internal readonly struct SecondCopy : ICodeCopy;

internal readonly struct ThirdCopy : ICodeCopy;
