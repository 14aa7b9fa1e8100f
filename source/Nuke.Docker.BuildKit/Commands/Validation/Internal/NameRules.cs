using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Commands.Validation.Internal;

/// <summary>Reports invalid or repeated names of images and platforms.</summary>
internal static class NameRules
{
    private static readonly string[] s_architectures =
    [
        "386", "amd64", "arm", "arm64", "loong64", "mips", "mips64", "mips64le", "mipsle", "ppc64", "ppc64le", "riscv64", "s390x", "wasm",
    ];

    private static readonly string[] s_systems =
        ["linux", "windows", "darwin", "freebsd", "wasi", "js", "netbsd", "openbsd", "solaris", "illumos", "aix", "android", "dragonfly", "plan9"];

    public static IEnumerable<Finding> Check(RuleInput input) => [.. Tags(input.Settings.Tag ?? []), .. Platforms(input.Settings.Platform ?? [])];

    private static IEnumerable<Finding> Tags(IReadOnlyList<ImageReference> tags)
    {
        var seen = new HashSet<ImageReference>();
        foreach (var tag in tags)
        {
            if (tag.Digest is not null)
                yield return Finding.Error(
                    "--tag",
                    $"'{tag.Familiar}' has a digest, which is known only when the image is built",
                    "Remove the digest; a name has the form registry/repository:tag");
            else if (!seen.Add(tag.WithDefaultTag()))
                yield return Finding.Warning("--tag", $"'{tag.Familiar}' is set twice", "Remove one");
        }
    }

    private static IEnumerable<Finding> Platforms(IReadOnlyList<Platform> platforms)
    {
        var seen = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var platform in platforms)
        {
            var normal = platform.Normalize();
            if (!seen.TryAdd(normal.Name, platform.Name))
                yield return Finding.Warning("--platform", $"{platform} is the same as {seen[normal.Name]}", "Remove one");
            if (normal.OperatingSystem is { } system && !s_systems.Contains(system, StringComparer.Ordinal))
                yield return Finding.Warning(
                    "--platform",
                    $"the operating system of '{platform}' is unknown",
                    $"Correct it. {NearestNames.Sentence(system, s_systems)}".TrimEnd('.'));
            if (normal.Architecture is { } architecture && !s_architectures.Contains(architecture, StringComparer.Ordinal))
                yield return Finding.Warning(
                    "--platform",
                    $"the architecture of '{platform}' is unknown",
                    $"Correct it. {NearestNames.Sentence(architecture, s_architectures)}".TrimEnd('.'));
        }
    }
}
