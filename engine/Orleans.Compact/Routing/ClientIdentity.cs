using Orleans.Runtime;

namespace Compact.Routing;

/// <summary>Who this process is when it calls from outside of grains and is called as an observer.</summary>
internal sealed record ClientIdentity(GrainId Id);
