namespace Orleans.Runtime;

/// <summary>An activation's start and stop; stages in <see cref="GrainLifecycleStage"/>.</summary>
public interface IGrainLifecycle : ILifecycleObservable;
