using Compact.Serialization;

namespace Compact.Calls.Wire;

/// <summary>A call of a method that is not known here: there is nothing to do with it but to refuse it.</summary>
internal sealed class UnknownCall() : Call<Nothing>(Unknown)
{
    private static readonly MethodDescriptor Unknown = new(typeof(UnknownCall), "unknown", "unknown", "unknown", []);

    protected override ValueTask<Nothing> Invoke(object target) => throw new NotSupportedException("A call of an unknown method is never begun.");

    protected override void WriteArguments(ref WireWriter writer) => throw new NotSupportedException("A call of an unknown method is never sent on.");
}
