using System.Reflection;
using System.Text;
using Nuke.Docker.BuildKit.Text.Changes;

namespace Nuke.Docker.BuildKit.Scaffolding.Projects;

/// <summary>Creates the build of a repository that has none: project, build class and start scripts, from the files of the templates.</summary>
internal static class BuildProjectWriter
{
    private const string Prefix = "Projects/";
    private const string ImageLine = "        new(\"python-service\") { Context = RootDirectory },\n";

    // Files that belong to the repository and not to the build.
    private static readonly string[] s_leftOut = ["README.md", ".gitignore", ".github/workflows/ci.yml"];

    /// <summary>Returns the files of the build without those that exist already. Writes nothing.</summary>
    /// <param name="root">Root folder of the repository.</param>
    /// <param name="images">Lines of the build class that name its images; see <see cref="ImageLineOf"/>.</param>
    /// <param name="host">The host that the build uses.</param>
    public static IReadOnlyList<FileChange> Create(string root, IEnumerable<string> images, BuildHost host = BuildHost.Nuke)
    {
        ArgumentException.ThrowIfNullOrEmpty(root);
        ArgumentNullException.ThrowIfNull(images);
        var lines = string.Concat(images.Select(line => $"        {line}\n"));
        return
        [
            .. from name in typeof(BuildProjectWriter).Assembly.GetManifestResourceNames().Order(StringComparer.Ordinal)
               where name.StartsWith(Prefix, StringComparison.Ordinal)
               let path = name[Prefix.Length..]
               where !s_leftOut.Contains(path, StringComparer.Ordinal)
               let file = Path.GetFullPath(Path.Combine(root, host == BuildHost.Fallout ? ForFallout(path) : path))
               where !File.Exists(file)
               let text = host == BuildHost.Fallout ? ForFallout(Resource(name)) : Resource(name)
               select new FileChange(file, Before: null, path switch
               {
                   "build/Build.cs" => text.Replace(ImageLine, lines, StringComparison.Ordinal),
                   "build/_build.csproj" when host == BuildHost.Embedded => text.Replace(">nuget</NukeHost>", ">embedded</NukeHost>", StringComparison.Ordinal),
                   _ => text,
               }) { Executable = path == "build.sh" },
        ];
    }

    /// <summary>Returns the line of a build class that names an image: <c>new("acme/bot") { Context = RootDirectory / "bot" },</c>.</summary>
    /// <param name="image">Name of the image.</param>
    /// <param name="directory">Build context, relative to the root, with <c>/</c>; <c>.</c> is the root itself.</param>
    /// <param name="dockerfile">Dockerfile, relative to the root; <c>null</c>: the one in the context.</param>
    public static string ImageLineOf(string image, string directory, string? dockerfile = null)
    {
        var file = dockerfile is null ? "" : $", Dockerfile = {PathOf(dockerfile)}";
        return $"new(\"{image}\") {{ Context = {PathOf(directory)}{file} }},";
    }

    private static string PathOf(string path) =>
        path is "." or "" ? "RootDirectory" : $"RootDirectory{string.Concat(path.Split('/').Select(part => $" / \"{part}\""))}";

    // The names that differ on the successor of NUKE.
    private static string ForFallout(string text) => text
        .Replace(".nuke/", ".fallout/", StringComparison.Ordinal)
        .Replace("using Nuke.Common", "using Fallout.Common", StringComparison.Ordinal)
        .Replace("NukeBuild", "FalloutBuild", StringComparison.Ordinal)
        .Replace(">nuget</NukeHost>", ">fallout</NukeHost>", StringComparison.Ordinal);

    private static string Resource(string name)
    {
        var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream, Encoding.UTF8, detectEncodingFromByteOrderMarks: false);
        return reader.ReadToEnd();
    }
}
