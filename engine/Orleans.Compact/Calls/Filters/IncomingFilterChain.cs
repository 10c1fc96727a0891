using System.Reflection;
using Orleans;
using Orleans.Runtime;

namespace Compact.Calls;

internal sealed class IncomingFilterChain(Call call, CallTarget target) : FilterChain(call, target.Filters.Length), IIncomingGrainCallContext
{
    public override object Grain => target.Instance!;

    public IGrainContext TargetContext => target as IGrainContext ?? throw new InvalidOperationException($"{Call} is of an observer, which has no grain context.");

    public MethodInfo ImplementationMethod => ImplementationOf(Grain.GetType());

    public static async ValueTask<TResult> Run<TResult>(Call<TResult> call, CallTarget target)
    {
        var result = await new IncomingFilterChain(call, target).Run();
        return result is null ? default! : (TResult)result;
    }

    protected override Task InvokeFilter(int index) => target.Filters[index].Invoke(this);

    protected override Task<object?> InvokeEnd() => Call.InvokeBoxed(Grain).AsTask();

    private MethodInfo ImplementationOf(Type grainClass)
    {
        var map = grainClass.GetInterfaceMap(Call.Method.InterfaceType);
        var index = Array.IndexOf(map.InterfaceMethods, Call.Method.Method);
        return index < 0 ? Call.Method.Method : map.TargetMethods[index];
    }
}
