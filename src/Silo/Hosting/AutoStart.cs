using Microsoft.Extensions.Options;
using MiningGrid.GrainInterfaces.Chain;
using MiningGrid.GrainInterfaces.Errors;
using MiningGrid.Grains.Chain;
using MiningGrid.Silo.Wallet;

namespace MiningGrid.Silo.Hosting;

/// <summary>Mines as soon as the silo is up, when <c>Mining:AutoStart</c> asks for it.</summary>
internal sealed partial class AutoStart(
    IGrainFactory grains, IOptions<AutoStartOptions> options, IOptions<ChainOptions> chains, IConfiguration configuration, ILogger<AutoStart> logger) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!options.Value.AutoStart)
            return;
        var chain = grains.GetGrain<IChainGrain>(options.Value.Chain);
        await GetOrCreate(chain);
        var status = await chain.StartMining(new(ResolveAddress()));
        Started(logger, status.Name, status.Height + 1, status.RewardAddress);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task GetOrCreate(IChainGrain chain)
    {
        try
        {
            await chain.GetStatus();
        }
        catch (ChainNotFoundException)
        {
            await chain.Create(DefaultChain.SelfAdjusting(options.Value.Chain, chains.Value.VersionRolling));
        }
    }

    private string ResolveAddress()
    {
        if (options.Value.RewardAddress is { } target)
            return target;
        var wallet = MinerWallet.OpenOrCreate(SiloFacts.DataFolder(configuration), options.Value.PassphraseFile);
        if (wallet.IsNew)
            WalletMade(logger, wallet.Address.ToString(), wallet.Path, wallet.PassphraseOrigin);
        return wallet.Address.ToString();
    }

    [LoggerMessage(1002, LogLevel.Information, "Mining chain {Chain} from height {Height} on; rewards go to {Address}.")]
    private static partial void Started(ILogger logger, string chain, long height, string? address);

    [LoggerMessage(1003, LogLevel.Information, "Made the wallet {Address}: its key is in {Path}, encrypted; its passphrase is in {Origin}. Keep copies of both.")]
    private static partial void WalletMade(ILogger logger, string address, string path, string origin);
}
