namespace Orleans.Runtime;

internal abstract class Activation : IGrainContext
{
    public abstract GrainReference GrainReference { get; }
    public abstract GrainId GrainId { get; }
    public abstract object? GrainInstance { get; }
    public abstract ActivationId ActivationId { get; }
    public abstract GrainAddress Address { get; }
    public abstract IServiceProvider ActivationServices { get; }
    public abstract IGrainLifecycle ObservableLifecycle { get; }
    public abstract IWorkItemScheduler Scheduler { get; }
    public abstract Task Deactivated { get; }
    public abstract void SetComponent<TComponent>(TComponent? value) where TComponent : class;
    public abstract void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default);
    public bool Equals(IGrainContext? other) => ReferenceEquals(this, other);
    public abstract void EnterReentrantSection(Guid id);
    public abstract void LeaveReentrantSection(Guid id);
}
