using Nuke.Docker.BuildKit.Faults;
using Nuke.Docker.BuildKit.Settings;
using Nuke.Docker.BuildKit.Settings.Internal;

namespace Nuke.Docker.BuildKit.Validation.Internal;

/// <summary>Names of images and platforms.</summary>
internal static class NameRules
{
    private static readonly string[] s_architectures =
    [
        "386", "amd64", "arm", "arm64", "loong64", "mips", "mips64", "mips64le", "mipsle", "ppc64", "ppc64le", "riscv64", "s390x", "wasm",
    ];

    private static readonly string[] s_systems = ["linux", "windows", "darwin", "freebsd", "wasi", "js", "netbsd", "openbsd", "solaris", "illumos", "aix", "android", "dragonfly", "plan9"];

    public static IEnumerable<Finding> Check(RuleInput input) => [.. Tags(input.Settings.Tag ?? []), .. Platforms(input.Settings.Platform ?? [])];

    private static IEnumerable<Finding> Tags(IReadOnlyList<string> tags)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var tag in tags)
        {
            if (ImageReferenceProblem(tag) is { } problem)
                yield return Finding.Error("--tag", problem, "Correct the name; it has the form registry/repository:tag");
            else if (!seen.Add(ImageReference.Parse(tag).WithDefaultTag().ToString()))
                yield return Finding.Warning("--tag", $"'{tag}' is given twice", "Leave one out");
        }
    }

    private static string? ImageReferenceProblem(string tag)
    {
        var problem = ImageReferenceReader.Read(tag, out var reference);
        return reference?.Digest is null ? problem : $"'{tag}' has a digest, which is known only when the image is built";
    }

    private static IEnumerable<Finding> Platforms(IReadOnlyList<Platform> platforms)
    {
        var seen = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var platform in platforms)
        {
            var normal = platform.Normalize();
            if (!seen.TryAdd(normal.Name, platform.Name))
                yield return Finding.Warning("--platform", $"{platform} is the same as {seen[normal.Name]}", "Leave one out");
            if (normal.OperatingSystem is { } system && !s_systems.Contains(system, StringComparer.Ordinal))
                yield return Finding.Warning("--platform", $"'{platform}' names no known operating system", $"Correct it. {NearestNames.Sentence(system, s_systems)}".TrimEnd('.'));
            if (normal.Architecture is { } architecture && !s_architectures.Contains(architecture, StringComparer.Ordinal))
                yield return Finding.Warning("--platform", $"'{platform}' names no known architecture", $"Correct it. {NearestNames.Sentence(architecture, s_architectures)}".TrimEnd('.'));
        }
    }
}
