using System.Runtime.CompilerServices;

namespace MiningGrid.Engine.Tests.Serialization.Models;

/// <summary>Much memory, one byte on the wire.</summary>
[GenerateSerializer]
public struct Huge
{
    [field: NonSerialized]
    public Words Space { get; set; }

    [InlineArray(50)]
    public struct Words
    {
        [NonSerialized]
        private long _first;
    }
}
