using System.Runtime.InteropServices;
using Nuke.Docker.BuildKit.Builds;
using Nuke.Docker.BuildKit.Builds.Compose;
using Nuke.Docker.BuildKit.Caches.Strategies;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Components.Internal;

/// <summary>Facts of a build class that decide where caches are stored.</summary>
internal static class CacheFactsExtensions
{
    public static CacheFacts CacheFactsOf(this IHazDockerCache build, DockerImage image, bool canExport)
    {
        List<DockerImage> images = [.. (build as IHazDockerImages)?.Images ?? []];
        var asked = (build as IDockerBuild)?.DockerPlatform ?? [];
        return build.CacheFactsOf(image.Name, canExport) with
        {
            Part = PartOf(image, images),
            References = [.. image.References],
            Siblings = [.. images.Select(other => other.Name)],
            Platforms = asked.Length > 0 ? asked : image.Platforms,
        };
    }

    public static CacheFacts CacheFactsOf(this IHazDockerCache build, string image, bool canExport) => new()
    {
        Image = image,
        EnginePlatform = EnginePlatform(),
        CanExport = canExport,
        LocalFolder = build.DockerCacheDirectory,
        Repository = build.DockerCacheRef,
        Branch = () => SourceBranch.Read(build.RootDirectory, defaultBranch: build.DockerCacheDefaultBranch),
        HasLogin = host => RegistryLogins.Has(host),
    };

    /// <summary>Of a service; several that build one image differ by their own names.</summary>
    public static CacheFacts CacheFactsOf(this IHazDockerCache build, ComposeModel project, ComposeService service, bool canExport)
    {
        var images = project.Services.Values.Where(other => other.Build is not null).Select(other => RepositoryOf(project, other)).ToList();
        var image = RepositoryOf(project, service);
        return build.CacheFactsOf(image, canExport) with
        {
            Part = images.Count(other => other == image) > 1 ? service.Name : null,
            References = [service.Image ?? image],
            Siblings = images,
            Platforms = service.Build?.Platforms is { Count: > 0 } several ? several : service.Platform is { } one ? [one] : [],
        };
    }

    private static string RepositoryOf(ComposeModel project, ComposeService service) =>
        ImageReference.TryParse(service.Image, out var reference) ? reference.FamiliarName : $"{project.Name}-{service.Name}";

    // Two stages or two sets of tags of one image are built from different steps.
    private static string? PartOf(DockerImage image, List<DockerImage> images) =>
        images.Count(other => other.Name == image.Name) > 1 ? $"{image.Target}:{string.Join(',', image.Tags)}".TrimStart(':') : null;

    // Of the machine that asks; where the engine's differs, the cache only has a name that one wouldn't expect.
    private static string? EnginePlatform() => RuntimeInformation.OSArchitecture switch
    {
        Architecture.X64 => "linux/amd64",
        Architecture.Arm64 => "linux/arm64",
        Architecture.Arm => "linux/arm/v7",
        Architecture.S390x => "linux/s390x",
        Architecture.Ppc64le => "linux/ppc64le",
        _ => null,
    };
}
