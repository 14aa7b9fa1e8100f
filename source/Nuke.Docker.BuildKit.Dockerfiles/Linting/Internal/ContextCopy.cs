using Nuke.Docker.BuildKit.Dockerfiles.Instructions;

namespace Nuke.Docker.BuildKit.Dockerfiles.Linting.Internal;

/// <summary>Classifies what <c>COPY</c> and <c>ADD</c> copy from the context.</summary>
internal static class ContextCopy
{
    private static readonly HashSet<string> s_dependencyFiles = new(StringComparer.OrdinalIgnoreCase)
    {
        "pyproject.toml", "uv.lock", "poetry.lock", "pdm.lock", "pipfile", "pipfile.lock", "setup.py", "setup.cfg", "manifest.in",
        ".python-version", "uv.toml", "poetry.toml", "pip.conf", "package.json", "package-lock.json",
    };

    private static readonly string[] s_suffixes =
        [".txt", ".whl", ".lock", ".gz", ".tgz", ".zip", ".deb", ".toml", ".conf", ".crt", ".pem", ".list", ".gpg", ".asc"];

    private static readonly string[] s_dependencyNames =
        ["requirements", "constraints", "readme", "license", "poetry.lock", "uv.lock", "pdm.lock", "pyproject"];

    /// <summary>Returns true if an instruction copies from the build context, not from a stage or an image.</summary>
    public static bool FromContext(Instruction instruction) => instruction is CopyInstruction { From: null } or AddInstruction;

    /// <summary>Returns true if a source is the whole context: <c>.</c> or another spelling of it.</summary>
    public static bool IsWhole(string source) => source.TrimEnd('/') is "" or "." or "*" or "./*";

    /// <summary>Returns true if a source may be code: not a list of dependencies, nor another file that rarely changes.</summary>
    public static bool IsCode(string source)
    {
        if (IsWhole(source))
            return true;
        var name = source.TrimEnd('/')[(source.TrimEnd('/').LastIndexOf('/') + 1)..];
        return !s_dependencyFiles.Contains(name)
            && !s_dependencyNames.Any(start => name.StartsWith(start, StringComparison.OrdinalIgnoreCase))
            && !source.Contains("://", StringComparison.Ordinal)
            && !s_suffixes.Any(suffix => name.EndsWith(suffix, StringComparison.OrdinalIgnoreCase));
    }
}
