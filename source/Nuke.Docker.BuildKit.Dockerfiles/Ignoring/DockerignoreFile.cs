using System.Collections.Immutable;
using System.Diagnostics.Contracts;
using System.Text;
using Nuke.Docker.BuildKit.Dockerfiles.Ignoring.Internal;

namespace Nuke.Docker.BuildKit.Dockerfiles.Ignoring;

/// <summary>An ignore file, read as BuildKit reads it: <c>#</c> is a comment only in the first column, everything is anchored at the context's root.</summary>
public sealed record DockerignoreFile
{
    // Go's line scanner gives up there, and with it the build.
    private const int LongestLine = 64 * 1024;

    /// <summary>No ignore file: everything is sent.</summary>
    public static DockerignoreFile Empty { get; } = new();

    /// <summary>The file; null where the rules came from a text or there is no file.</summary>
    public string? Path { get; init; }

    /// <summary>The lines that say something, from top to bottom; the last one that matches decides.</summary>
    public ImmutableArray<DockerignoreRule> Rules { get; init; } = [];

    /// <summary>
    /// The ignore file of a build: <c>&lt;Dockerfile&gt;.dockerignore</c> beside the Dockerfile where there is one, even an empty one, else
    /// <c>.dockerignore</c> in the context. The two are not added up.
    /// </summary>
    /// <param name="context">The context's folder.</param>
    /// <param name="dockerfile">The Dockerfile's path. Null: <c>Dockerfile</c> in the context.</param>
    /// <returns><see cref="Empty"/> where there is none, or where it is a link that leaves its folder: BuildKit doesn't follow it.</returns>
    /// <exception cref="DockerignoreException">The file can't be read, or holds a line that BuildKit refuses.</exception>
    public static DockerignoreFile Find(string context, string? dockerfile = null) => Locate(context, dockerfile) is { } file ? Read(file) : Empty;

    /// <summary>Where the ignore file of a build lies, as <see cref="Find"/> has it; null where there is none.</summary>
    /// <inheritdoc cref="Find"/>
    public static string? Locate(string context, string? dockerfile = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(context);
        var own = System.IO.Path.GetFullPath($"{dockerfile ?? System.IO.Path.Combine(context, "Dockerfile")}.dockerignore");
        return RootedLink.Resolve(System.IO.Path.GetDirectoryName(own)!, System.IO.Path.GetFileName(own)) ?? RootedLink.Resolve(context, ".dockerignore");
    }

    /// <summary>The file to which a line must be added so that it counts: the one that is there, else <c>.dockerignore</c> in the context.</summary>
    /// <inheritdoc cref="Find"/>
    public static string PathFor(string context, string? dockerfile = null) => Locate(context, dockerfile) ?? System.IO.Path.Combine(context, ".dockerignore");

    /// <summary>Reads an ignore file.</summary>
    /// <exception cref="DockerignoreException">The file can't be read, or holds a line that BuildKit refuses.</exception>
    public static DockerignoreFile Read(string path)
    {
        try
        {
            // Bytes, because File.ReadAllText would take two zeroes or FF FE at the start for another encoding.
            return Parse(Encoding.UTF8.GetString(File.ReadAllBytes(path)), path);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new DockerignoreException(path, null, $"it can't be read ({unreadable.Message})", "Mend its permissions, or remove it");
        }
    }

    /// <summary>Reads an ignore file's text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="path">What messages call it.</param>
    /// <exception cref="DockerignoreException">It holds a line that BuildKit refuses.</exception>
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
                throw new DockerignoreException(path, number, $"the line is longer than {LongestLine / 1024} kB, which BuildKit can't read", "Split it");
            if (RuleReader.Read(number == 1 && line.StartsWith('\uFEFF') ? line[1..] : line, number, path) is { } rule)
                rules.Add(rule);
        }

        return new DockerignoreFile { Path = path, Rules = rules.ToImmutable() };
    }
}
