using System.Collections.Immutable;

namespace MiningGrid.GrainInterfaces.Grid;

/// <summary>A job's place in the list of work.</summary>
/// <param name="JobId">The job's id.</param>
/// <param name="Epoch">The epoch of its current work; 0 for a puzzle job.</param>
/// <param name="IsActive">Whether there is something to lease.</param>
[GenerateSerializer, Immutable, Alias("MiningGrid.WorkItem")]
public sealed record WorkItem(
    [property: Id(0)] string JobId,
    [property: Id(1)] long Epoch,
    [property: Id(2)] bool IsActive);

/// <summary>The active work of the grid.</summary>
/// <param name="Version">Grows with every change while the dispatcher's activation lives.</param>
/// <param name="Items">Active jobs. One of epoch 0 may have ended meanwhile: its job tells.</param>
/// <param name="Source">The activation that tells; versions of different ones can't be compared.</param>
[GenerateSerializer, Immutable, Alias("MiningGrid.WorkList")]
public sealed record WorkList(
    [property: Id(0)] long Version,
    [property: Id(1)] ImmutableArray<WorkItem> Items,
    [property: Id(2)] Guid Source);

/// <summary>What a node tells of itself when it joins.</summary>
/// <param name="Id">The node's id, see <see cref="NodeId"/>: unique for each start of a silo.</param>
/// <param name="Name">The silo's name.</param>
/// <param name="Workers">Worker threads.</param>
/// <param name="Scanner">The name of the scanner in use.</param>
/// <param name="Version">MiningGrid's version.</param>
[GenerateSerializer, Immutable, Alias("MiningGrid.NodeRegistration")]
public sealed record NodeRegistration(
    [property: Id(0)] string Id,
    [property: Id(1)] string Name,
    [property: Id(2)] int Workers,
    [property: Id(3)] string Scanner,
    [property: Id(4)] string Version);

/// <summary>A node's sign of life. It says all that there is to know of the node: a dispatcher that has just been activated knows nothing.</summary>
/// <param name="Node">Who it is, with how many workers, of what version.</param>
/// <param name="HashRate">Measured over the last seconds, H/s.</param>
/// <param name="Queue">Slices that wait for a worker.</param>
/// <param name="IsDraining">Whether the node is about to leave.</param>
[GenerateSerializer, Immutable, Alias("MiningGrid.NodeHeartbeat")]
public sealed record NodeHeartbeat(
    [property: Id(0)] NodeRegistration Node,
    [property: Id(1)] double HashRate,
    [property: Id(2)] int Queue,
    [property: Id(3)] bool IsDraining);

/// <summary>Where a node stands.</summary>
[GenerateSerializer, Alias("MiningGrid.NodeState")]
public enum NodeState
{
    /// <summary>It registered and has not yet given a sign of life.</summary>
    Joining,

    /// <summary>It hashes.</summary>
    Mining,

    /// <summary>It has nothing to do.</summary>
    Idle,

    /// <summary>It is about to leave.</summary>
    Draining,

    /// <summary>Its signs of life are late.</summary>
    Suspected,

    /// <summary>It left, or has been silent for too long.</summary>
    Gone,

    /// <summary>It reported false solutions and gets no more work, until its silo is started anew.</summary>
    ShutOut,
}

/// <summary>What is known of a node.</summary>
/// <param name="Registration">What it told when it joined.</param>
/// <param name="State">Where it stands.</param>
/// <param name="HashRate">Its last measured rate, H/s; 0 once it is gone.</param>
/// <param name="Queue">Slices that waited for a worker.</param>
/// <param name="LastSeen">When it was last heard.</param>
/// <param name="FalseSolutions">False solutions that it claimed.</param>
[GenerateSerializer, Immutable, Alias("MiningGrid.NodeStatus")]
public sealed record NodeStatus(
    [property: Id(0)] NodeRegistration Registration,
    [property: Id(1)] NodeState State,
    [property: Id(2)] double HashRate,
    [property: Id(3)] int Queue,
    [property: Id(4)] DateTimeOffset LastSeen,
    [property: Id(5)] int FalseSolutions);
