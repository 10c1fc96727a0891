using MiningGrid.Silo.Tests.Processes;

namespace MiningGrid.Silo.Tests.Usage;

public sealed class WrongUsageTests
{
    [Theory]
    [InlineData("", "needs a command", "solo, puzzle, headers, chain, mine, jobs, job, nodes, watch, key, bench")]
    [InlineData("slo", "no command 'slo'", "solo, puzzle, headers, chain, mine, jobs, job, nodes, watch, key, bench")]
    [InlineData("chain", "needs a command", "show, block, verify")]
    [InlineData("headers check", "no command 'check'", "verify")]
    [InlineData("solo --dificulty 5", "no option '--dificulty'", "--difficulty")]
    [InlineData("solo --blocks", "--blocks needs a value", "new blocks")]
    [InlineData("solo --blocks 0", "'0' is not allowed", "from 1 to")]
    [InlineData("solo --blocks -1", "'-1' is not allowed", "from 1 to")]
    [InlineData("solo --blocks ten", "'ten' is not allowed", "a whole number from 1 to")]
    [InlineData("solo --difficulty 64", "'64' is not allowed", "from 0 to 63")]
    [InlineData("solo --zero-bits 256", "'256' is not allowed", "from 0 to 255")]
    [InlineData("solo --nbits 0x1d80ffff", "'0x1d80ffff' is not allowed", "a target from 1 to 2^256-1")]
    [InlineData("solo --nbits xyz", "'xyz' is not allowed", "hexadecimal")]
    [InlineData("solo --difficulty 3 --nbits 0x1d00ffff", "--difficulty and --nbits can't be given together", "one of --difficulty, --zero-bits or --nbits")]
    [InlineData("solo --workers 0", "'0' is not allowed", "from 1 to 1024")]
    [InlineData("solo --opencl cuda", "'cuda' is not allowed", "off, gpu, all, or devices by number such as 0,2")]
    [InlineData("solo --opencl 0,x", "'0,x' is not allowed", "off, gpu, all, or devices by number such as 0,2")]
    [InlineData("solo --opencl", "--opencl needs a value", "off (default), gpu, all, or numbers such as 0,2")]
    [InlineData("solo --chain Solo", "'Solo' is not allowed", "a-z")]
    [InlineData("solo --data /dev/null", "'/dev/null' is not allowed", "folder")]
    [InlineData("solo --target bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4", "another network ('bc')", "mg1")]
    [InlineData("solo --target mg1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq", "checksum", "mg1")]
    [InlineData("solo extra", "does not take 'extra'", "its options")]
    [InlineData("puzzle", "'DATA' missing", "puzzle")]
    [InlineData("puzzle hello world", "does not take 'world'", "quote it")]
    [InlineData("puzzle hello --any --exhaustive", "--any and --exhaustive can't be given together", "one of --any or --exhaustive")]
    [InlineData("puzzle hello --difficulty 65", "'65' is not allowed", "from 0 to 64")]
    [InlineData("puzzle hello --start -5", "'-5' is not allowed", "from 0 to 18446744073709551615")]
    [InlineData("puzzle hello --start 18446744073709551615 --count 2", "'2' is not allowed with --start 18446744073709551615", "from 1 to 1")]
    [InlineData("puzzle hello --key grid.key", "--key is of a grid and needs --connect", "leave --key out")]
    [InlineData("puzzle hello --workers 1 --key grid.key", "--key is of a grid and needs --connect", "leave --key out")]
    [InlineData("puzzle hello --key-passphrase-file passphrase", "--key-passphrase-file is of a grid and needs --connect", "leave --key-passphrase-file out")]
    [InlineData("chain show --key grid.key", "--key is of a grid and needs --connect", "leave --key out")]
    [InlineData("chain block 1 --data data --key grid.key", "--key is of a grid and needs --connect", "leave --key out")]
    [InlineData("chain verify --cluster mine", "--cluster is of a grid and needs --connect", "leave --cluster out")]
    [InlineData("nodes --key grid.key", "'minegrid nodes' talks to a grid", "--connect ADDRESS")]
    [InlineData("mine", "needs a command", "start, stop, status")]
    [InlineData("headers verify", "'FILE' missing", "verify")]
    [InlineData("headers verify x --network main", "'main' is not allowed", "mainnet, testnet, signet, regtest")]
    [InlineData("bench --scanner gpu", "'gpu' is not allowed", "auto, all, vector512, vector256, arm-sha256, vector128, scalar")]
    [InlineData("bench --seconds 0", "'0' is not allowed", "from 0.1 to 3600")]
    [InlineData("chain block", "'HEIGHT|HASH' missing", "block")]
    [InlineData("chain block -1", "'-1' is not allowed", "64 hexadecimal digits")]
    public async Task Wrong_usage_ends_with_2_and_names_the_value_and_what_is_allowed(string arguments, string wrong, string allowed)
    {
        var result = await Minegrid.Run(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        result.Expect(2);
        Assert.Empty(result.Output);
        Assert.Contains(wrong, result.Error, StringComparison.Ordinal);
        Assert.Contains(allowed, result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--help", "solo", "puzzle", "headers", "chain", "bench")]
    [InlineData("solo --help", "--difficulty", "--zero-bits", "--nbits", "--blocks", "--target", "--workers", "--opencl", "--chain", "--data", "--json")]
    [InlineData("puzzle -h", "DATA", "--start", "--count", "--any", "--exhaustive", "--workers", "--json")]
    public async Task Help_names_what_there_is(string arguments, params string[] names)
    {
        var result = await Minegrid.Run(arguments.Split(' '));

        result.Expect(0);
        Assert.All(names, name => Assert.Contains(name, result.Output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Version_is_told()
    {
        var result = await Minegrid.Run("--version");

        result.Expect(0);
        Assert.Matches(@"^\d+\.\d+\.\d+", result.Output);
    }
}
