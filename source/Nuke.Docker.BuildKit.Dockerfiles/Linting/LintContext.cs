using System.Collections.Immutable;
using Nuke.Docker.BuildKit.Dockerfiles.Ignoring;
using Nuke.Docker.BuildKit.Python.Projects;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Dockerfiles.Linting;

/// <summary>The context of a build, for rules that need more than the Dockerfile. Rules without the information that they need find nothing.</summary>
public sealed record LintContext
{
    /// <summary>No information.</summary>
    public static LintContext None { get; } = new();

    /// <summary>The directory of the build context; <c>null</c> if unknown or not a directory.</summary>
    public string? Directory { get; init; }

    /// <summary>The path of the ignore file; <c>null</c> if it does not exist.</summary>
    public string? IgnoreFile { get; init; }

    /// <summary>The matcher of the ignore file; <c>null</c> if the file does not exist or is invalid.</summary>
    public DockerignoreMatcher? Ignore { get; init; }

    /// <summary>The error of the ignore file, which fails the build; <c>null</c> if it is valid.</summary>
    public DockerignoreException? IgnoreProblem { get; init; }

    /// <summary>The directories of local caches that the build writes. The linter reports those in the context.</summary>
    public IReadOnlyList<string> CacheDirectories { get; init; } = [];

    /// <summary>The build arguments that the build sets (<c>--build-arg</c>), by name. The linter reports those that no <c>ARG</c> declares.</summary>
    public IReadOnlyDictionary<string, string> BuildArguments { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>The stage to build; <c>null</c> for the last.</summary>
    public string? Target { get; init; }

    /// <summary>The result of BuildKit's checks (<c>--call=check</c>); <c>null</c> if they did not run.</summary>
    public BuildCheckResult? Checks { get; init; }

    /// <summary>The files that are sent, listed once, or the error of the ignore file that fails the listing and the build.</summary>
    internal Lazy<(BuildContextListing? Listing, DockerignoreException? Problem)> Sent { get; init; } = new((null, null));

    // Rules ask repeatedly, and the fixer asks all rules after each fix.
    private Dictionary<string, PythonProject?> Projects { get; init; } = [];

    /// <summary>Reads the context of a Dockerfile from disk.</summary>
    /// <param name="dockerfile">The path of the Dockerfile.</param>
    /// <param name="directory">The directory of the build context; <c>null</c> for none.</param>
    public static LintContext Of(string dockerfile, string? directory)
    {
        if (directory is null || !System.IO.Directory.Exists(directory))
            return None;
        var context = new LintContext { Directory = directory, IgnoreFile = DockerignoreFile.Locate(directory, dockerfile) };
        if (context.IgnoreFile is { } file && FileContent.IsPipe(file))
        {
            const string problem = "the ignore file is a named pipe or a device, for which docker waits without end";
            return context with { IgnoreProblem = new DockerignoreException(file, null, problem, "Delete it, and write a file") };
        }

        try
        {
            var matcher = new DockerignoreMatcher(DockerignoreFile.Find(directory, dockerfile));
            return context with { Ignore = matcher, Sent = new(() => List(directory, matcher)) };
        }
        catch (DockerignoreException problem)
        {
            return context with { IgnoreProblem = problem };
        }
    }

    /// <summary>Returns the Python project in a folder of the context; <c>null</c> if there is none, or if a file of it is broken.</summary>
    /// <param name="folder">Relative to the context; empty: the context itself.</param>
    internal PythonProject? Project(string folder = "")
    {
        if (Directory is not { } directory || Path.Combine(directory, folder) is var path && !System.IO.Directory.Exists(path))
            return null;
        lock (Projects)
        {
            if (!Projects.TryGetValue(path, out var project))
                Projects[path] = project = Read(path);
            return project;
        }

        static PythonProject? Read(string path)
        {
            try
            {
                return PythonProjectReader.Read(path);
            }
            catch (PythonProjectException)
            {
                // What it says is reported by those that need the project; rules find nothing.
                return null;
            }
        }
    }

    internal bool Has(string path) => Directory is not null && File.Exists(Path.Combine(Directory, path));

    internal bool Ignores(string path)
    {
        try
        {
            return Ignore?.Ignores(path) ?? false;
        }
        catch (DockerignoreException)
        {
            return false;
        }
    }

    // Nothing is known about an unreadable directory.
    private static (BuildContextListing?, DockerignoreException?) List(string directory, DockerignoreMatcher matcher)
    {
        try
        {
            return (BuildContextReader.Read(directory, matcher), null);
        }
        catch (DockerignoreException problem)
        {
            return (null, problem);
        }
        catch (Exception unknown) when (unknown is IOException or UnauthorizedAccessException)
        {
            return (null, null);
        }
    }
}
