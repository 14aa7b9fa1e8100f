using Nuke.Docker.BuildKit.Dockerfiles.Ignoring;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Doctor.Internal;

/// <summary>Checks the folder of the local caches.</summary>
internal static class CacheFolderChecks
{
    public static IEnumerable<Diagnosis> Check(DoctorFacts facts)
    {
        if (facts.CacheDirectory is not { } folder)
            yield break;
        if (facts.CacheProblem is { } problem)
        {
            yield return new Diagnosis(
                "cache folder",
                DiagnosisSeverity.Error,
                $"{folder} cannot be written: {problem.TrimEnd('.')}",
                "Builds that use it fail",
                "Correct its permissions, or choose another folder with --docker-cache-directory");
        }

        var inside = false;
        foreach (var image in facts.Images)
        {
            if (image.Context is null || RelativePaths.Within(image.Context, folder) is not { } path
                || DockerignoreMatcher.Ignores(image.Context, image.Dockerfile, path))
                continue;
            inside = true;
            yield return new Diagnosis(
                "cache folder",
                DiagnosisSeverity.Error,
                $"{folder} is inside the build context of {image.Reference}",
                "It is sent with every build, and each export makes COPY . . run again",
                $"Move it with --docker-cache-directory, or add {path} to .dockerignore");
        }

        if (facts.CacheProblem is null && !inside)
            yield return new Diagnosis("cache folder", DiagnosisSeverity.Fine, $"{folder} is writable, and no build context contains it");
    }
}
