using Compact.Serialization;
using Orleans.Runtime;

namespace Compact.Calls;

/// <summary>Base of the generated references: each method of theirs makes a call object and sends it.</summary>
public abstract class GrainProxy(GrainReferenceShared shared, IdSpan key) : GrainReference(shared, key)
{
    /// <summary>Sends a call and gives its answer.</summary>
    protected Task<TResult> Send<TResult>(Call<TResult> call, CancellationToken token = default) => Shared.Runtime.Send(this, call, token);

    /// <summary>Sends a call that has no answer.</summary>
    protected void Post<TResult>(Call<TResult> call) => Shared.Runtime.Post(this, call);

    /// <summary>A copy of an argument that shares nothing with the caller's.</summary>
    protected T Copy<T>(T value, int slot) => Shared.Copy(value, slot);

    /// <summary>The same, for one of several arguments of a call, which may refer to the same objects.</summary>
    protected T Copy<T>(T value, int slot, CopyContext context) => Shared.Copy(value, slot, context);

    /// <summary>An argument that is a grain or observer: it travels as a reference, never as the object itself.</summary>
    protected static T Reference<T>(T value) => value is null or GrainReference
        ? value
        : throw new ArgumentException($"{value.GetType()} is an object, not a reference; pass what AsReference or CreateObjectReference gives.", nameof(value));
}
