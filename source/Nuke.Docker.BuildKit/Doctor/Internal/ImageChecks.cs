using Nuke.Docker.BuildKit.Dockerfiles.Linting;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Doctor.Internal;

internal static class ImageChecks
{
    // Below that nobody waits for it.
    private const long WorthAWord = 1_000_000;

    // Everything else that the linter finds has no hand in how long a build takes, or whether it finds its files.
    private static readonly HashSet<string> s_slow =
        ["CodeBeforeDependencies", "NoCacheMount", "CacheSwitchedOff", "NoDockerignore", "IgnoreFileMissesFiles"];

    /// <summary>An image is only as old as its last layer that ran, and a file may be touched without being changed: this is a hint.</summary>
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
                    "A container of it runs the code of before that change",
                    "Build it, and start the container anew: a running one keeps its image");
            }
        }
    }

    /// <summary>Why a build is slow each time, or the next time.</summary>
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
                    "DockerFix shows what can be mended, --apply writes it");
            }

            foreach (var leftover in image.Leftovers.Where(leftover => leftover.Bytes >= WorthAWord))
            {
                yield return new Diagnosis(
                    "slow builds",
                    DiagnosisSeverity.Warning,
                    $"{image.Reference}: {leftover.Example} ({leftover.Reason}, {HumanText.Size(leftover.Bytes)}) is sent and copied",
                    "Each of its changes runs COPY and all below it again",
                    $"Add {leftover.Line} to .dockerignore");
            }

            if (image is { Created: { } created, Lock: var (path, changed) } && changed > created)
            {
                yield return new Diagnosis(
                    "next build",
                    DiagnosisSeverity.Hint,
                    $"{path} is newer than {image.Reference}",
                    "The next build installs dependencies again, if it has changed",
                    "Nothing, if it was meant; cache mounts keep it short");
            }
        }
    }

    /// <summary>Files that a build won't find.</summary>
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
                    "The build fails; neither --no-cache nor an empty cache changes that",
                    "Mend the ignore file");
            }

            // A target that runs before the build may make it.
            foreach (var (path, line) in image.Missing)
            {
                yield return new Diagnosis(
                    "file not found",
                    DiagnosisSeverity.Warning,
                    $"{image.Reference}: Dockerfile:{line} names {path}, and there is no such file in {image.Context}",
                    "The build fails unless something makes it first; no cache is to blame",
                    "Correct the name: paths are those of the build context, not of the Dockerfile's folder");
            }
        }
    }

    private static string Place(LintFinding finding) => finding.Lines is { } lines ? $"{Path.GetFileName(finding.Path)}:{lines.First}: " : "";
}
