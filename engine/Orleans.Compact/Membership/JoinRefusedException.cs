using Orleans.Runtime;

namespace Compact.Membership;

/// <summary>This silo can't become a member, however often it tries.</summary>
internal sealed class JoinRefusedException(string message) : OrleansException(message);
