namespace MiningGrid.Engine.Tests.Wire;

public enum Shade
{
    Light,
    Dark,
}
