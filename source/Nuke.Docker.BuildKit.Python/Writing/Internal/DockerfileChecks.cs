using System.Buffers;
using Nuke.Docker.BuildKit.Python.Projects;

namespace Nuke.Docker.BuildKit.Python.Writing.Internal;

/// <summary>Rejects values that would end an instruction or begin another.</summary>
internal static class DockerfileChecks
{
    private static readonly SearchValues<char> s_hexadecimal = SearchValues.Create("0123456789abcdef");

    public static void Check(PythonProject project, DockerfileOptions options)
    {
        CheckWord(options.BaseImage, "BaseImage", "an image such as python:3.13-slim");
        CheckWord(options.UvImage, "UvImage", "an image such as ghcr.io/astral-sh/uv:0.12");
        CheckWord(project.PythonVersion.Chosen, "PythonVersion", "a version such as 3.13");
        if (options.BaseImageDigest is { } digest
            && !(digest.StartsWith("sha256:", StringComparison.Ordinal) && digest.Length == 71 && digest.AsSpan(7).IndexOfAnyExcept(s_hexadecimal) < 0))
            throw new ArgumentException($"'{digest}' is not a digest. Write sha256: and 64 hexadecimal digits.", nameof(options));
        if (options.UserId <= 0)
            throw new ArgumentException($"The user ID {options.UserId} is root or invalid. Write a number from 1, preferably from 10000.", nameof(options));
        foreach (var package in options.BuildPackages.Concat(options.RuntimePackages))
            CheckWord(package, "apt package", "a name such as libpq5");
        foreach (var source in options.Sources)
        {
            if (source.Contains('\n') || source.StartsWith('/') || source.Split('/').Contains(".."))
                throw new ArgumentException($"'{source}' cannot be copied. Write a path below the project's folder.", nameof(options));
        }
    }

    private static void CheckWord(string? value, string what, string right)
    {
        if (value is not null
            && (value.Length == 0
            || value.Any(character => char.IsWhiteSpace(character) || char.IsControl(character)
            || character is '"' or '\'' or '\\' or '$' or ';' or '&' or '|')))
            throw new ArgumentException($"{what} '{value}' is not valid in a Dockerfile. Write {right}.", nameof(value));
    }
}
