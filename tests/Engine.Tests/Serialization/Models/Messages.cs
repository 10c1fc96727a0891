using System.Collections.Immutable;

namespace MiningGrid.Engine.Tests.Serialization.Models;

[GenerateSerializer]
public enum Phase : byte
{
    Idle,
    Running = 7,
    Done = 255,
}

[GenerateSerializer]
public sealed record Positional(int Height, string? Name, [property: Id(0)] ImmutableArray<byte> Payload)
{
    [Id(1)]
    public long Extra { get; set; } = 5;
}

[GenerateSerializer]
public readonly record struct Range([property: Id(0)] UInt128 First, [property: Id(1)] ulong Count);

[GenerateSerializer, Alias("test.plain")]
public class Plain
{
    [Id(0)]
    private readonly int _secret;

    public Plain()
    {
    }

    public Plain(int secret, string getOnly, double init)
    {
        _secret = secret;
        GetOnly = getOnly;
        Init = init;
    }

    public int Secret => _secret;

    [Id(1)]
    public string? GetOnly { get; }

    [Id(2)]
    public double Init { get; init; }

    [Id(3)]
    public required List<Range> Ranges { get; set; }

    [Id(4)]
    internal Phase Phase { get; private set; }

    [Id(5)]
    public Dictionary<string, Range?>? Named { get; set; }

    [field: NonSerialized]
    public int Forgotten { get; set; }

    public Plain InPhase(Phase phase)
    {
        Phase = phase;
        return this;
    }
}

[GenerateSerializer]
public abstract class Shape
{
    [Id(0)]
    public string? Label { get; set; }
}

[GenerateSerializer]
public sealed class Circle : Shape
{
    [Id(0)]
    public double Radius { get; set; }
}

[GenerateSerializer]
public class Square : Shape
{
    [Id(0)]
    public int Side { get; init; }
}

[GenerateSerializer]
public sealed class Tagged<T> : Square
    where T : notnull
{
    [Id(0)]
    public T? Tag { get; set; }

    [Id(1)]
    public List<T>? Tags { get; set; }
}

[GenerateSerializer]
public sealed class Holder
{
    [Id(0)]
    public object? Anything { get; set; }

    [Id(1)]
    public Shape? Shape { get; set; }

    [Id(2)]
    public Shape? Same { get; set; }

    [Id(3)]
    public IReadOnlyList<int>? Numbers { get; set; }

    [Id(4)]
    public Holder? Next { get; set; }
}

[GenerateSerializer, Immutable]
public sealed class Frozen
{
    [Id(0)]
    public int[]? Values { get; init; }
}

[GenerateSerializer]
public struct Mutable
{
    [Id(0)]
    public int[]? Values;

    [Id(1)]
    public int Count;
}

[GenerateSerializer]
public readonly struct Tree
{
    public Tree(int value, ImmutableArray<Tree> children)
    {
        Value = value;
        Children = children;
    }

    [Id(0)]
    public int Value { get; }

    [Id(1)]
    public ImmutableArray<Tree> Children { get; }
}

[GenerateSerializer(IncludePrimaryConstructorParameters = true)]
public class WithPrimaryConstructor(int number, string text)
{
    public int Number { get; } = number;

    public string Text { get; } = text;

    [Id(0)]
    public int Other { get; set; }
}
