namespace MiningGrid.Engine.Tests.Grains;

internal sealed class MouthGrain : Grain, IMouthGrain
{
    public Task<int> Say(IEar ear, string word) => ear.Hear(word);

    public Task SayWithoutWaiting(IEar ear, string word) => ear.Overhear(word);

    public Task Notice(IEar ear, string word)
    {
        ear.Notice(word);
        return Task.CompletedTask;
    }
}
