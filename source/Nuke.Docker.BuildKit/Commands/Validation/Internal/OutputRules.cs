using Nuke.Docker.BuildKit.Commands.Versions.Internal;

namespace Nuke.Docker.BuildKit.Commands.Validation.Internal;

/// <summary>Reports outputs that exclude each other or are incomplete.</summary>
internal static class OutputRules
{
    public static IEnumerable<Finding> Check(RuleInput input)
    {
        var settings = input.Settings;
        if (input.Pushes && settings.Tag is null or [] && !input.Outputs.Any(output => output is ContainerOutput { Names.IsEmpty: false }))
            yield return Finding.Error(
                settings.Push is true ? "--push" : "--output",
                "the image has no name to push it to",
                "Add a tag that names the registry: registry.example/app:1");

        var outputs = input.Outputs.Count + (settings.Push is true ? 1 : 0) + (settings.Load is true ? 1 : 0);
        if (outputs > 1 && (VersionRules.IsOlder(input.Versions.Buildx, FirstVersions.SeveralOutputs)
            || VersionRules.IsOlder(input.Versions.BuildKit, FirstVersions.SeveralOutputs)))
            yield return Finding.Error(
                settings is { Push: true, Load: true } ? "--load" : "--output",
                $"several outputs of one build (--push and --load are outputs too) need buildx and BuildKit {FirstVersions.SeveralOutputs}",
                "Update them, or build once per output; the second build is cached");
        if (outputs > 1 && input.Outputs.Any(output => output.Type == "cacheonly"))
            yield return Finding.Warning("--output type=cacheonly", "it discards the result, but other outputs are set", "Remove it");

        foreach (var twice in input.Outputs.Select(output => Place(input, output)).OfType<string>()
            .GroupBy(place => place, StringComparer.Ordinal).Where(group => group.Count() > 1))
            yield return Finding.Error("--output, dest", $"two outputs write to {twice.Key}", "Use separate destinations");
        foreach (var output in input.Outputs.Where(output => File(output) is { } file && file != "-" && Directory.Exists(input.FullPath(file))))
            yield return Finding.Error(
                $"--output type={output.Type}, dest",
                $"{File(output)} is a folder, but the output is a file",
                output is TarOutput ? "Name a file, or use type=local" : "Name a file, or write a folder with tar=false");
        if (settings.Iidfile is not null && input.Outputs.Any(output => output is FileSystemOutput))
            yield return Finding.Error(
                "--iidfile",
                "buildx rejects it together with an output of type local or tar, which has no image id",
                "Remove one of them");
        if (input.Outputs.Any(output => output is LocalOutput { Mode: LocalOutputMode.Delete })
            && settings.Allow?.Contains(Entitlement.LocalDelete) is not true)
            yield return Finding.Error(
                "--output type=local, mode",
                "mode=delete removes files of the folder, which needs an entitlement",
                $"Add the entitlement {Entitlement.LocalDelete}");
        if (input.SeveralPlatforms && input.Outputs.Any(output => output is DockerOutput { Destination: not null }))
            yield return Finding.Error(
                "--output type=docker", "a file for docker load cannot contain several platforms", "Use type=oci, or build one platform");
        if (settings.Check is true && (settings.Push is true || settings.Load is true || input.Outputs.Count > 0))
            yield return Finding.Warning(
                "--check",
                "it only checks the Dockerfile and builds no image that could be pushed, loaded or written",
                "Remove the outputs, or build without --check");
    }

    private static string? File(BuildOutput output) => output switch
    {
        TarOutput tar => tar.Destination,
        OciOutput { Tar: not false } oci => oci.Destination,
        DockerOutput { Tar: not false } docker => docker.Destination,
        _ => null,
    };

    private static string? Place(RuleInput input, BuildOutput output)
    {
        var destination = output switch
        {
            FileSystemOutput files => files.Destination,
            OciOutput oci => oci.Destination,
            DockerOutput docker => docker.Destination,
            _ => null,
        };
        return destination switch
        {
            null => null,
            "-" => "standard output",
            _ => input.FullPath(destination),
        };
    }
}
