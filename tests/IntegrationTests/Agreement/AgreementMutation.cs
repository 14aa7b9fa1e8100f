using Nuke.Docker.BuildKit.Ledger;

namespace IntegrationTests.Agreement;

/// <summary>A change of a project, and the causes that may be named for it.</summary>
/// <param name="Name">The name of the change.</param>
/// <param name="Causes">The kinds of causes that name it; none: no step may run.</param>
/// <param name="Path">The changed file; <c>null</c> if it is not about a file.</param>
/// <param name="IsNothing">True if the build must be skipped.</param>
internal sealed record AgreementMutation(string Name, IReadOnlyList<CauseKind> Causes, string? Path = null, bool IsNothing = false)
{
    private const string PruneAll = "docker buildx prune -af";
    private const string PruneMounts = "docker buildx prune -af --filter type=exec.cachemount";

    /// <summary>True if another image is built from the same files at the same time.</summary>
    public bool IsParallel { get; init; }

    /// <summary>True if a step must find its cache mount empty.</summary>
    public bool EmptiesMount { get; init; }

    private static readonly CauseKind[] s_content = [CauseKind.FileContent, CauseKind.Packages];

    /// <summary>Makes a random change; <c>null</c> if the project has nothing to change in this way.</summary>
    public static async Task<AgreementMutation?> MakeAsync(AgreementBench bench, Random random)
    {
        var files = bench.Project.Files;
        var file = files[random.Next(files.Length)];
        var isWhole = bench.Project.Name is "whole" or "layers" or "global argument" or "exclude";
        var hasMount = bench.Dockerfile.Contains("type=cache", StringComparison.Ordinal);
        switch (random.Next(30))
        {
            case 0 or 1 or 2:
                bench.Write(file, bench.NextContent());
                return new("content", s_content, file);
            case 3 when !OperatingSystem.IsWindows():
                var mode = File.GetUnixFileMode(bench.PathOf(file)) ^ UnixFileMode.OtherRead;
                File.SetUnixFileMode(bench.PathOf(file), mode);
                return new("mode", [CauseKind.FileMode], file);
            case 4 when isWhole:
                bench.Write($"app/added{random.Next(1000)}.py", bench.NextContent());
                return new("add", [CauseKind.FileAdded]);
            case 5 when isWhole && Directory.GetFiles(bench.PathOf("app"), "added*.py").FirstOrDefault() is { } added:
                File.Delete(added);
                return new("remove", [CauseKind.FileRemoved]);
            case 6 when isWhole && Directory.GetFiles(bench.PathOf("app"), "added*.py").FirstOrDefault() is { } other:
                File.Move(other, bench.PathOf($"app/added{random.Next(1000, 10000)}.py"));
                return new("rename", [CauseKind.FileRenamed]);
            case 7:
                bench.Write("app/notes.log", bench.NextContent());
                return new("ignored file", [], IsNothing: true);
            case 8 when bench.Dockerfile.Contains("ARG VERSION", StringComparison.Ordinal):
                bench.Arguments["VERSION"] = $"{random.Next(1_000_000)}";
                return new("argument", [CauseKind.Argument, CauseKind.Instruction, CauseKind.SourceStage]);
            case 9:
                bench.Arguments["UNUSED"] = $"{random.Next(1_000_000)}";
                return new("unused argument", []);
            case 10:
                bench.WriteDockerfile(bench.Dockerfile + $"# comment {random.Next(1_000_000)}\n");
                return new("comment", []);
            case 11 when bench.Dockerfile.Contains("\nRUN cat ", StringComparison.Ordinal):
                bench.WriteDockerfile(Edited(bench.Dockerfile, $"\nRUN : {random.Next(1_000_000)} && cat "));
                return new("edited instruction", [CauseKind.Instruction, CauseKind.SourceStage]);
            case 12:
                var number = random.Next(AgreementEngine.Bases) + 1;
                var before = await Shell.RunAsync(bench.Connection, $"docker images -q --no-trunc {AgreementProject.Base}");
                await bench.SetBaseAsync(number);
                var after = await Shell.RunAsync(bench.Connection, $"docker images -q --no-trunc {AgreementProject.Base}");
                return before == after ? new("same base image", [], IsNothing: true) : new("base image", [CauseKind.BaseImage, CauseKind.SourceStage]);
            case 13 when bench.Project.Dockerfile.Contains("type=secret", StringComparison.Ordinal):
                bench.Secret = $"secret-{random.Next(1_000_000)}";
                return new("secret", []);
            case 14:
                await Shell.RunAsync(bench.Connection, PruneAll);
                return new("prune", [CauseKind.CachePruned], IsNothing: true) { EmptiesMount = hasMount };
            case 15:
                // A prune that deletes something makes BuildKit forget the results of all steps.
                return DeletedNothing(await Shell.RunAsync(bench.Connection, PruneMounts))
                    ? new("no cache mount", [], IsNothing: true)
                    : new("cache mount emptied", [CauseKind.CachePruned], IsNothing: true) { EmptiesMount = hasMount };
            case 16:
                File.SetLastWriteTimeUtc(bench.PathOf(file), DateTime.UtcNow.AddDays(-random.Next(1, 1000)));
                return new("time", [], IsNothing: true);
            case 17 or 18 or 19:
                return new("nothing", [], IsNothing: true);
            case 20:
                await bench.SwitchAsync();
                return new("builder switched", [CauseKind.Builder]);
            case 21:
                await bench.RestartAsync();
                return new("engine restarted", [], IsNothing: true);
            case 22 or 23:
                await bench.BuildAsync("parallel", skip: false);
                bench.Write(file, bench.NextContent());
                return new("content in parallel builds", s_content, file) { IsParallel = true };
            case 24:
                await bench.BuildAsync("parallel", skip: false);
                return new("nothing in parallel builds", []) { IsParallel = true };
            case 25:
                await bench.ExportCacheAsync();
                await Shell.RunAsync(bench.Connection, PruneAll);
                Directory.Delete(bench.CacheFolder, recursive: true);
                return new("export lost", [CauseKind.CacheImport]) { EmptiesMount = hasMount };
            case 26:
                await bench.ExportCacheAsync();
                await Shell.RunAsync(bench.Connection, PruneAll);
                return new("export with mode=min", [CauseKind.CacheNotExported]);
            case 27 when bench.Dockerfile.Contains("WORKDIR /srv", StringComparison.Ordinal):
                bench.WriteDockerfile(Toggled(bench.Dockerfile, "WORKDIR /srv/\n", "WORKDIR /srv\n"));
                return new("working directory", [CauseKind.Instruction]);
            case 28 when bench.Dockerfile.Contains("COPY <<", StringComparison.Ordinal):
                bench.WriteDockerfile(Toggled(bench.Dockerfile, "three.txt", "four.txt"));
                return new("name of a heredoc", [CauseKind.Instruction]);
            case 29:
                bench.Arguments["BUILDKIT_SANDBOX_HOSTNAME"] = $"host-{random.Next(1_000_000)}";
                return new("hostname", [CauseKind.Setting]);
            default:
                return null;
        }
    }

    private static bool DeletedNothing(string output) => output.Contains("Total:\t0B", StringComparison.Ordinal);

    private static string Toggled(string text, string one, string other) =>
        text.Contains(one, StringComparison.Ordinal)
            ? text.Replace(one, other, StringComparison.Ordinal)
            : text.Replace(other, one, StringComparison.Ordinal);

    private static string Edited(string dockerfile, string start)
    {
        var at = dockerfile.IndexOf("\nRUN cat ", StringComparison.Ordinal);
        return dockerfile[..at] + start + dockerfile[(at + "\nRUN cat ".Length)..];
    }
}
