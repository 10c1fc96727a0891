namespace MiningGrid.Engine.Tests.Grains;

public interface IChoosyWorkGrain : IWorkGrain;
