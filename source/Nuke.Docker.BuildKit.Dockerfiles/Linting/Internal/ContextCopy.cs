using Nuke.Docker.BuildKit.Dockerfiles.Instructions;

namespace Nuke.Docker.BuildKit.Dockerfiles.Linting.Internal;

/// <summary>What a <c>COPY</c> brings in from the context.</summary>
internal static class ContextCopy
{
    private static readonly HashSet<string> s_dependencyFiles = new(StringComparer.OrdinalIgnoreCase)
    {
        "pyproject.toml", "uv.lock", "poetry.lock", "pdm.lock", "pipfile", "pipfile.lock", "setup.py", "setup.cfg", "manifest.in",
        ".python-version", "uv.toml", "poetry.toml", "pip.conf", "package.json", "package-lock.json",
    };

    private static readonly string[] s_dependencyNames = ["requirements", "constraints", "readme", "license", "poetry.lock", "uv.lock", "pdm.lock", "pyproject"];

    public static bool FromContext(Instruction instruction) => instruction is CopyInstruction { From: null } or AddInstruction;

    /// <summary>The whole context: <c>.</c> and what means the same.</summary>
    public static bool IsWhole(string source) => source.TrimEnd('/') is "" or "." or "*" or "./*";

    /// <summary>Neither a file that only names dependencies nor something that rarely changes.</summary>
    public static bool IsCode(string source)
    {
        if (IsWhole(source))
            return true;
        var name = source.TrimEnd('/')[(source.TrimEnd('/').LastIndexOf('/') + 1)..];
        return !s_dependencyFiles.Contains(name)
            && !s_dependencyNames.Any(start => name.StartsWith(start, StringComparison.OrdinalIgnoreCase))
            && !source.Contains("://", StringComparison.Ordinal) && !HasSuffix(name, ".txt", ".whl", ".lock", ".gz", ".tgz", ".zip", ".deb", ".toml", ".conf", ".crt", ".pem", ".list", ".gpg", ".asc");
    }

    private static bool HasSuffix(string name, params ReadOnlySpan<string> suffixes)
    {
        foreach (var suffix in suffixes)
        {
            if (name.EndsWith(suffix, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }
}
