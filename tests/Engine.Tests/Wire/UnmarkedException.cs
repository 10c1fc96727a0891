namespace MiningGrid.Engine.Tests.Wire;

internal sealed class UnmarkedException(string message) : Exception(message);
