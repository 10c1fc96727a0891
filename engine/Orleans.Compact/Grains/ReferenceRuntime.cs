namespace Orleans.Runtime;

/// <summary>What a reference needs of the silo or client that it belongs to.</summary>
internal abstract class ReferenceRuntime
{
    public abstract object Cast(IAddressable grain, Type interfaceType);
}
