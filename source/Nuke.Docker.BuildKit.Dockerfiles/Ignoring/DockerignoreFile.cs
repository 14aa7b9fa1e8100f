using System.Collections.Immutable;
using System.Diagnostics.Contracts;
using System.Text;
using Nuke.Docker.BuildKit.Dockerfiles.Ignoring.Internal;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Dockerfiles.Ignoring;

/// <summary>
/// An ignore file as BuildKit reads it: <c>#</c> begins a comment only in the first column, and patterns are relative to the root of the context.
/// </summary>
public sealed record DockerignoreFile
{
    // Go's line scanner, and with it the build, fails on longer lines.
    private const int LongestLine = 64 * 1024;

    /// <summary>No ignore file: all files are sent.</summary>
    public static DockerignoreFile Empty { get; } = new();

    /// <summary>The path of the file; <c>null</c> if the rules were read from a text, or if no file exists.</summary>
    public string? Path { get; init; }

    /// <summary>The rules from top to bottom. The last matching rule decides.</summary>
    public ImmutableArray<DockerignoreRule> Rules { get; init; } = [];

    /// <summary>
    /// Reads the ignore file of a build: <c>&lt;Dockerfile&gt;.dockerignore</c> next to the Dockerfile if it exists, even if it is empty, else
    /// <c>.dockerignore</c> in the context. The two are not combined.
    /// </summary>
    /// <param name="context">The directory of the context.</param>
    /// <param name="dockerfile">The path of the Dockerfile; <c>null</c> for <c>Dockerfile</c> in the context.</param>
    /// <returns>The file; <see cref="Empty"/> if it does not exist or is a link that leaves its directory, which BuildKit does not follow.</returns>
    /// <exception cref="DockerignoreException">The file cannot be read, or contains a line that BuildKit rejects.</exception>
    public static DockerignoreFile Find(string context, string? dockerfile = null) => Locate(context, dockerfile) is { } file ? Read(file) : Empty;

    /// <summary>Returns the path of the ignore file that <see cref="Find"/> reads; <c>null</c> if it does not exist.</summary>
    /// <inheritdoc cref="Find"/>
    public static string? Locate(string context, string? dockerfile = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(context);
        var own = System.IO.Path.GetFullPath($"{dockerfile ?? System.IO.Path.Combine(context, "Dockerfile")}.dockerignore");
        return RootedLink.Resolve(System.IO.Path.GetDirectoryName(own)!, System.IO.Path.GetFileName(own)) ?? RootedLink.Resolve(context, ".dockerignore");
    }

    /// <summary>Returns the path of the file to which lines must be added: the existing file, else <c>.dockerignore</c> in the context.</summary>
    /// <inheritdoc cref="Find"/>
    public static string PathFor(string context, string? dockerfile = null) => Locate(context, dockerfile) ?? System.IO.Path.Combine(context, ".dockerignore");

    /// <summary>Reads an ignore file.</summary>
    /// <exception cref="DockerignoreException">The file cannot be read, or contains a line that BuildKit rejects.</exception>
    public static DockerignoreFile Read(string path)
    {
        try
        {
            // Bytes, because File.ReadAllText detects another encoding if the file begins with two zeroes or FF FE.
            var bytes = FileContent.ReadBytes(path);
            return TextEncoding.Wide(bytes) is { } encoding
                ? throw new DockerignoreException(path, null, $"it is in {encoding}, so that docker ignores nothing", TextEncoding.Cure)
                : Parse(Encoding.UTF8.GetString(bytes), path);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new DockerignoreException(path, null, $"it cannot be read ({unreadable.Message})", "Correct its permissions, or remove it");
        }
    }

    /// <summary>Reads the text of an ignore file.</summary>
    /// <param name="text">The text.</param>
    /// <param name="path">The path in messages.</param>
    /// <exception cref="DockerignoreException">The text contains a line that BuildKit rejects.</exception>
    [Pure]
    public static DockerignoreFile Parse(string text, string? path = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        var rules = ImmutableArray.CreateBuilder<DockerignoreRule>();
        var number = 0;
        foreach (var line in SpanLines.Split(text, '\n'))
        {
            number++;
            if (line.Length >= LongestLine)
                throw new DockerignoreException(path, number, $"the line is longer than {LongestLine / 1024} kB, which BuildKit cannot read", "Split it");
            if (RuleReader.Read(number == 1 && line.StartsWith('\uFEFF') ? line[1..] : line, number, path) is { } rule)
                rules.Add(rule);
        }

        return new DockerignoreFile { Path = path, Rules = rules.ToImmutable() };
    }
}
