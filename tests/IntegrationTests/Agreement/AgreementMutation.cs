using Nuke.Docker.BuildKit.Ledger;

namespace IntegrationTests.Agreement;

/// <summary>A change of a project, and the causes that may be named for it.</summary>
/// <param name="Name">The name of the change.</param>
/// <param name="Causes">The kinds of causes that name it; none: no step may run.</param>
/// <param name="Path">The changed file; <c>null</c> if it is not about a file.</param>
/// <param name="IsNothing">True if the build must be skipped.</param>
internal sealed record AgreementMutation(string Name, IReadOnlyList<CauseKind> Causes, string? Path = null, bool IsNothing = false)
{
    private static readonly CauseKind[] s_content = [CauseKind.FileContent, CauseKind.Packages];

    /// <summary>Makes a random change; <c>null</c> if the project has nothing to change in this way.</summary>
    public static async Task<AgreementMutation?> MakeAsync(AgreementBench bench, Random random)
    {
        var files = bench.Project.Files;
        var file = files[random.Next(files.Length)];
        var isWhole = bench.Project.Name is "whole" or "layers" or "global argument" or "exclude";
        switch (random.Next(20))
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
                var number = random.Next(2) + 1;
                var before = await Shell.RunAsync(bench.Connection, $"docker images -q --no-trunc {AgreementProject.Base}");
                await Shell.RunAsync(bench.Connection, $"docker tag agreement-base:{number} {AgreementProject.Base}");
                var after = await Shell.RunAsync(bench.Connection, $"docker images -q --no-trunc {AgreementProject.Base}");
                return before == after ? new("same base image", [], IsNothing: true) : new("base image", [CauseKind.BaseImage, CauseKind.SourceStage]);
            case 13 when bench.Project.Dockerfile.Contains("type=secret", StringComparison.Ordinal):
                bench.Secret = $"secret-{random.Next(1_000_000)}";
                return new("secret", []);
            case 14:
                await Shell.RunAsync(bench.Connection, "docker buildx prune -af >/dev/null");
                return new("prune", [CauseKind.CachePruned], IsNothing: true);
            case 15:
                await Shell.RunAsync(bench.Connection, "docker buildx prune -af --filter type=exec.cachemount >/dev/null");
                return new("cache mount emptied", [], IsNothing: true);
            case 16:
                File.SetLastWriteTimeUtc(bench.PathOf(file), DateTime.UtcNow.AddDays(-random.Next(1, 1000)));
                return new("time", [], IsNothing: true);
            case 17 or 18 or 19:
                return new("nothing", [], IsNothing: true);
            default:
                return null;
        }
    }

    private static string Edited(string dockerfile, string start)
    {
        var at = dockerfile.IndexOf("\nRUN cat ", StringComparison.Ordinal);
        return dockerfile[..at] + start + dockerfile[(at + "\nRUN cat ".Length)..];
    }
}
