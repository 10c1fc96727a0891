namespace Orleans;

/// <summary>A lifecycle as its owner sees it: it can be started and stopped.</summary>
public interface ILifecycleSubject : ILifecycleObservable, ILifecycleObserver;
