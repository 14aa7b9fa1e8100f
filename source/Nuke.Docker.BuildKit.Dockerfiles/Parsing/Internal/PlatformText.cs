namespace Nuke.Docker.BuildKit.Dockerfiles.Parsing.Internal;

/// <summary>Validates <c>FROM --platform</c>.</summary>
internal static class PlatformText
{
    private static readonly string[] s_systems =
    [
        "aix", "android", "darwin", "dragonfly", "freebsd", "hurd", "illumos", "ios", "js", "linux", "nacl", "netbsd", "openbsd", "plan9", "solaris",
        "windows", "zos", "macos",
    ];

    private static readonly string[] s_architectures =
    [
        "386", "amd64", "amd64p32", "arm", "armbe", "arm64", "arm64be", "ppc64", "ppc64le", "loong64", "mips", "mipsle", "mips64", "mips64le", "mips64p32",
        "mips64p32le", "ppc", "riscv", "riscv64", "s390", "s390x", "sparc", "sparc64", "wasm",
        "i386", "x86_64", "x86-64", "aarch64", "armhf", "armel",
    ];

    public static bool IsValid(string text)
    {
        var parts = text.Split('/', 4);
        if (parts.Length > 3 || !parts.Skip(1).All(IsPart))
            return false;
        // The system may include a version: windows(10.0.17763)
        var open = parts[0].IndexOf('(', StringComparison.Ordinal);
        var system = open > 0 && parts[0].EndsWith(')') ? parts[0][..open] : parts[0];
        return IsPart(system) && (parts.Length > 1 || s_systems.Contains(system.ToLowerInvariant()) || s_architectures.Contains(system.ToLowerInvariant()));
    }

    private static bool IsPart(string part) => part.Length > 0 && part.All(character => char.IsAsciiLetterOrDigit(character) || character is '_' or '.' or '-');
}
