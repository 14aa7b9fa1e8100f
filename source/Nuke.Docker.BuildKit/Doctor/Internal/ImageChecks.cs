using Nuke.Docker.BuildKit.Dockerfiles.Linting;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Doctor.Internal;

internal static class ImageChecks
{
    // Smaller files take no noticeable time.
    private const long WorthAWord = 1_000_000;

    // Other lint rules do not affect how long a build takes, or whether it finds its files.
    private static readonly HashSet<string> s_slow =
        ["CodeBeforeDependencies", "NoCacheMount", "CacheSwitchedOff", "NoDockerignore", "IgnoreFileMissesFiles"];

    /// <summary>Compares the age of the image with its context. Only a hint, because a file can be touched without a change.</summary>
    public static IEnumerable<Diagnosis> Stale(DoctorFacts facts)
    {
        foreach (var image in facts.Images)
        {
            if (image is { Created: { } created, Newest: var (path, changed) } && changed > created)
            {
                yield return new Diagnosis(
                    "image",
                    DiagnosisSeverity.Hint,
                    $"{image.Reference} is {HumanText.Duration(changed - created)} older than {path}",
                    "Containers of it run the code from before that change",
                    "Build it, and recreate the containers: a running container keeps its image");
            }
        }
    }

    /// <summary>Finds reasons why each build, or the next build, is slow.</summary>
    public static IEnumerable<Diagnosis> Slow(DoctorFacts facts)
    {
        foreach (var image in facts.Images)
        {
            foreach (var finding in image.Findings.Where(finding => s_slow.Contains(finding.Rule.Name)))
            {
                yield return new Diagnosis(
                    "slow builds",
                    DiagnosisSeverity.Warning,
                    $"{image.Reference}: {Place(finding)}{finding.Message}",
                    finding.Rule.Cost,
                    "Run DockerFix to see what can be fixed; --apply writes the fixes");
            }

            foreach (var leftover in image.Leftovers.Where(leftover => leftover.Bytes >= WorthAWord))
            {
                yield return new Diagnosis(
                    "slow builds",
                    DiagnosisSeverity.Warning,
                    $"{image.Reference}: {leftover.Example} ({leftover.Reason}, {HumanText.Size(leftover.Bytes)}) is sent and copied",
                    "Each change of it runs COPY and all later steps again",
                    $"Add {leftover.Line} to .dockerignore");
            }

            if (image is { Created: { } created, Lock: var (path, changed) } && changed > created)
            {
                yield return new Diagnosis(
                    "next build",
                    DiagnosisSeverity.Hint,
                    $"{path} is newer than {image.Reference}",
                    "If its content changed, the next build installs the dependencies again",
                    "Nothing, if this is intended; cache mounts keep it short");
            }
        }
    }

    /// <summary>Finds files that a build cannot find.</summary>
    public static IEnumerable<Diagnosis> NotFound(DoctorFacts facts)
    {
        foreach (var image in facts.Images)
        {
            foreach (var finding in image.Findings.Where(finding => finding.Rule.Name == "IgnoreFileBreaksBuild"))
            {
                yield return new Diagnosis(
                    "file not found",
                    DiagnosisSeverity.Error,
                    $"{image.Reference}: {Place(finding)}{finding.Message}",
                    "The build fails; --no-cache or an empty cache does not change that",
                    "Correct the ignore file");
            }

            // A target that runs before the build may create it.
            foreach (var (path, line) in image.Missing)
            {
                yield return new Diagnosis(
                    "file not found",
                    DiagnosisSeverity.Warning,
                    $"{image.Reference}: Dockerfile:{line} names {path}, which does not exist in {image.Context}",
                    "The build fails unless another target creates it first; the cache is not the cause",
                    "Correct the path: paths are relative to the build context, not to the Dockerfile's folder");
            }
        }
    }

    private static string Place(LintFinding finding) => finding.Lines is { } lines ? $"{Path.GetFileName(finding.Path)}:{lines.First}: " : "";
}
