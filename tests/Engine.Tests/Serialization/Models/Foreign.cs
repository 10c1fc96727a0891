namespace MiningGrid.Engine.Tests.Serialization.Models;

/// <summary>Stands for a type of an assembly that does not know the engine.</summary>
public readonly struct Foreign(long value) : IEquatable<Foreign>
{
    public long Value { get; } = value;

    public bool Equals(Foreign other) => Value == other.Value;

    public override bool Equals(object? obj) => obj is Foreign other && Equals(other);

    public override int GetHashCode() => Value.GetHashCode();
}

public class ForeignNode(string name, List<int> values)
{
    public string Name { get; } = name ?? throw new ArgumentNullException(nameof(name));

    public List<int> Values { get; } = values;
}

public sealed class ForeignPair<T>(T left, T right)
{
    public T Left { get; } = left;

    public T Right { get; } = right;
}

[GenerateSerializer]
public struct ForeignSurrogate
{
    [Id(0)]
    public long Value;
}

[GenerateSerializer]
public struct ForeignNodeSurrogate
{
    [Id(0)]
    public string? Name;

    [Id(1)]
    public List<int>? Values;
}

[GenerateSerializer]
public struct ForeignPairSurrogate<T>
{
    [Id(0)]
    public T Left;

    [Id(1)]
    public T Right;
}

[RegisterConverter]
public sealed class ForeignConverter : IConverter<Foreign, ForeignSurrogate>, IConverter<ForeignNode, ForeignNodeSurrogate>
{
    public Foreign ConvertFromSurrogate(in ForeignSurrogate surrogate) => new(surrogate.Value);

    public ForeignSurrogate ConvertToSurrogate(in Foreign value) => new() { Value = value.Value };

    public ForeignNode ConvertFromSurrogate(in ForeignNodeSurrogate surrogate) => new(surrogate.Name!, surrogate.Values ?? []);

    public ForeignNodeSurrogate ConvertToSurrogate(in ForeignNode value) => new() { Name = value.Name, Values = value.Values };
}

[RegisterConverter]
public sealed class ForeignPairConverter<T> : IConverter<ForeignPair<T>, ForeignPairSurrogate<T>>
{
    public ForeignPair<T> ConvertFromSurrogate(in ForeignPairSurrogate<T> surrogate) => new(surrogate.Left, surrogate.Right);

    public ForeignPairSurrogate<T> ConvertToSurrogate(in ForeignPair<T> value) => new() { Left = value.Left, Right = value.Right };
}

[GenerateSerializer]
public sealed class UsesForeign
{
    [Id(0)]
    public Foreign Value { get; set; }

    [Id(1)]
    public ForeignNode? Node { get; set; }

    [Id(2)]
    public ForeignPair<string>? Pair { get; set; }

    [Id(3)]
    public Foreign? Maybe { get; set; }

    [Id(4)]
    public Dictionary<Foreign, ForeignPair<int>>? Pairs { get; set; }
}
