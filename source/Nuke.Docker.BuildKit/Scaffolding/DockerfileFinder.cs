using Nuke.Docker.BuildKit.Builds;
using Nuke.Docker.BuildKit.Python.Projects;
using Nuke.Docker.BuildKit.Scaffolding.Internal;

namespace Nuke.Docker.BuildKit.Scaffolding;

/// <summary>Finds the images of a repository that has no build class: its folders with a Dockerfile, named as <c>DockerInit</c> names them.</summary>
internal static class DockerfileFinder
{
    private const string FileName = "Dockerfile";
    private const int MaximumDepth = 4;

    /// <summary>
    /// Returns the images below a folder. If there are none, returns that of the nearest folder above it. Names are the same for every folder, and unique in
    /// the repository.
    /// </summary>
    /// <param name="repository">Root of the repository.</param>
    /// <param name="folder">Folder in the repository to search.</param>
    public static IReadOnlyList<DockerImage> Find(string repository, string folder)
    {
        var root = Path.GetFullPath(repository);
        var start = Path.GetFullPath(folder);
        var all = new SortedSet<string>(StringComparer.Ordinal);
        Add(root, MaximumDepth, all);
        var below = new SortedSet<string>(StringComparer.Ordinal);
        Add(start, MaximumDepth, below);
        if (below.Count == 0 && Above(start, root) is { } nearest)
            below.Add(nearest);
        // The folder may be one that is skipped in the search of the repository, such as an example.
        all.UnionWith(below);

        var names = ImageNames.Of(root, all.ToDictionary(directory => directory, NameOf, StringComparer.Ordinal));
        return [.. below.Select(directory => ImageOf(directory, names[directory], root))];
    }

    // DockerInit writes this ignore file beside a Dockerfile whose build context is a folder above.
    private static DockerImage ImageOf(string directory, string name, string repository)
    {
        var image = new DockerImage(name) { Context = directory };
        return File.Exists(Path.Combine(directory, $"{FileName}.dockerignore")) && ContextOf(directory, repository) is { } context
            ? image with { Context = context, Dockerfile = Path.Combine(directory, FileName) }
            : image;
    }

    private static string? ContextOf(string directory, string repository)
    {
        try
        {
            return PythonProjectReader.Read(directory, environment: null, repository, program: null).Context?.Root;
        }
        catch (PythonProjectException)
        {
            return null;
        }
    }

    /// <summary>Returns the image of a build context, named after its project or folder.</summary>
    public static DockerImage Of(string context)
    {
        var directory = Path.GetFullPath(context);
        return new DockerImage(ImageNames.Valid(NameOf(directory))) { Context = directory };
    }

    private static void Add(string directory, int depth, SortedSet<string> found)
    {
        if (File.Exists(Path.Combine(directory, FileName)))
            found.Add(directory);
        if (depth == 0 || !Directory.Exists(directory))
            return;
        foreach (var child in ServiceFinder.Children(directory))
            Add(child, depth - 1, found);
    }

    private static string? Above(string folder, string root)
    {
        for (var directory = folder; directory.Length > root.Length && directory.StartsWith(root, StringComparison.Ordinal);)
        {
            directory = Path.GetDirectoryName(directory)!;
            if (File.Exists(Path.Combine(directory, FileName)))
                return directory;
        }

        return null;
    }

    private static string NameOf(string directory)
    {
        try
        {
            return PythonProjectReader.ReadName(directory);
        }
        catch (PythonProjectException)
        {
            // The image can be built all the same; its name is that of the folder.
            return Path.GetFileName(directory);
        }
    }
}
