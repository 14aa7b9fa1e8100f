namespace Nuke.Docker.BuildKit.Python.Writing;

/// <summary>Files of a Python service that Git should ignore.</summary>
internal static class GitignoreLines
{
    /// <summary>Lines for .gitignore, without comments, in a stable order.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "__pycache__/", "*.py[cod]", ".venv/", "venv/", ".env", "*.egg-info/", "build/", "dist/", ".pytest_cache/", ".mypy_cache/", ".ruff_cache/",
        ".coverage", "htmlcov/",
        ".buildcache/", ".nuke/temp/", ".fallout/temp/", "artifacts/",
    ];
}
