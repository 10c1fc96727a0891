using MiningGrid.KernelGenerator;

var folder = args.FirstOrDefault() ?? Path.Combine("src", "Core", "ProofOfWork", "Scanners", "Generated");
if (!Directory.Exists(folder))
{
    Console.Error.WriteLine($"There is no folder '{folder}': run it in the repository's root, or name the folder.");
    return 2;
}
foreach (var (file, text) in Kernels.All)
    await File.WriteAllTextAsync(Path.Combine(folder, file), text);
return 0;
