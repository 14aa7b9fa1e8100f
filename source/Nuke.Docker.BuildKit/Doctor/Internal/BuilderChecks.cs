using Nuke.Docker.BuildKit.Answers.Builders;
namespace Nuke.Docker.BuildKit.Doctor.Internal;

internal static class BuilderChecks
{
    public static IEnumerable<Diagnosis> Builder(DoctorFacts facts)
    {
        if (facts.Builder is not { } builder)
            yield break;
        var problem = ProblemOf(builder);
        if (problem is not null)
        {
            yield return new Diagnosis(
                "builder",
                DiagnosisSeverity.Error,
                $"{builder.Name} ({builder.Driver}) is unreachable: {problem}",
                "Every build fails",
                $"Remove it with docker buildx rm {builder.Name}, or choose another builder with docker buildx use");
        }
        else
            yield return new Diagnosis("builder", DiagnosisSeverity.Fine, $"{builder.Name} with the driver {builder.Driver}{Nodes(builder)}");
        if (facts.Environment.GetValueOrDefault("BUILDX_BUILDER") is { Length: > 0 } chosen && chosen != builder.Name)
            yield return new Diagnosis(
                "BUILDX_BUILDER", DiagnosisSeverity.Warning, $"it names {chosen}, but builds use {builder.Name}", null, "Correct or unset it");
    }

    public static IEnumerable<Diagnosis> CacheExport(DoctorFacts facts)
    {
        if (facts.Engine is not { } engine || facts.Builder is not { } builder || ProblemOf(builder) is not null)
            yield break;
        if (builder.Driver != "docker" || engine.UsesContainerdStore)
        {
            yield return new Diagnosis(
                "cache export",
                DiagnosisSeverity.Fine,
                builder.Driver == "docker"
                    ? "the engine uses the containerd image store, so it can export a cache"
                    : $"the driver {builder.Driver} can export a cache");
            yield break;
        }

        // Not offered as a fix: images of the old store are hidden until the user switches back.
        yield return new Diagnosis(
            "cache export",
            DiagnosisSeverity.Warning,
            $"the engine uses its old image store ({engine.StorageDriver})",
            "It can export only an inline cache: after a prune, or on another machine, builds start from scratch",
            "Put \"features\": {\"containerd-snapshotter\": true} into daemon.json and restart docker (which hides the images of the old store), "
                + "or run docker buildx create --use");
    }

    private static string? ProblemOf(BuilderInfo builder)
    {
        const string prefix = "ERROR: ";
        var problem = (builder.Error ?? builder.Nodes.Select(node => node.Error).FirstOrDefault(error => error is not null))?.Trim().TrimEnd('.');
        return problem?.StartsWith(prefix, StringComparison.Ordinal) == true ? problem[prefix.Length..] : problem;
    }

    private static string Nodes(BuilderInfo builder) => builder.Nodes switch
    {
        [{ Version: { } version }] when !version.Contains("unknown", StringComparison.Ordinal) => $", BuildKit {version}",
        { Count: > 1 } nodes => $", {nodes.Count} nodes",
        _ => "",
    };
}
