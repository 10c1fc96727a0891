using System.Runtime.CompilerServices;
using MiningGrid.KernelGenerator;

namespace MiningGrid.Core.Tests.ProofOfWork;

public class GeneratedKernelsTests
{
    [Fact]
    public void What_is_checked_in_is_what_the_generator_writes()
    {
        var folder = Path.Combine(Root(), "src", "Core", "ProofOfWork", "Scanners", "Generated");

        Assert.Equal(Kernels.All.Select(kernel => kernel.File).Order(StringComparer.Ordinal),
            Directory.EnumerateFiles(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.All(Kernels.All, kernel => Assert.Equal(kernel.Text, File.ReadAllText(Path.Combine(folder, kernel.File))));
    }

    private static string Root([CallerFilePath] string thisFile = "")
    {
        var folder = Path.GetDirectoryName(thisFile);
        while (folder is not null && !File.Exists(Path.Combine(folder, "MiningGrid.sln")))
            folder = Path.GetDirectoryName(folder);
        return folder ?? throw new InvalidOperationException($"No repository is around '{thisFile}'.");
    }
}
