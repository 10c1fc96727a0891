using System.Numerics;

namespace MiningGrid.Core.Difficulty;

/// <summary>A parameter of a chain has a value that is not allowed. The message names the parameter, the value, and what is allowed.</summary>
public sealed class ChainParameterException : ArgumentException
{
    /// <summary>Makes the exception and its message.</summary>
    /// <param name="parameter">The parameter's name, as in <c>ChainParameters</c>.</param>
    /// <param name="value">The value that was given.</param>
    /// <param name="allowed">What is allowed, in words.</param>
    public ChainParameterException(string parameter, object? value, string allowed)
        : base($"{parameter} is {value ?? "missing"}; allowed: {allowed}.")
    {
        Parameter = parameter;
        Allowed = allowed;
    }

    /// <summary>The parameter's name.</summary>
    public string Parameter { get; }

    /// <summary>What is allowed, in words.</summary>
    public string Allowed { get; }

    internal static void ThrowUnlessInRange<T>(string parameter, T value, T min, T max)
        where T : IBinaryInteger<T>
    {
        if (value < min || value > max)
            throw new ChainParameterException(parameter, value, $"{min} to {max}");
    }
}
