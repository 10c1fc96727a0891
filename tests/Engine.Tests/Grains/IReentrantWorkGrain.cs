namespace MiningGrid.Engine.Tests.Grains;

public interface IReentrantWorkGrain : IWorkGrain;
