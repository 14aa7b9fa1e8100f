using System.Reflection;
using System.Text;
using Nuke.Docker.BuildKit.Text.Changes;

namespace Nuke.Docker.BuildKit.Scaffolding.Projects;

/// <summary>Makes the build of a repository that has none: project, build class and the scripts that start it. The files are those of the templates.</summary>
public static class BuildProjectWriter
{
    private const string Prefix = "Projects/";
    private const string ImageLine = "        new(\"python-service\") { Context = RootDirectory },\n";

    // What a repository has or hasn't of its own accord, whoever builds it.
    private static readonly string[] s_leftOut = ["README.md", ".gitignore", ".github/workflows/ci.yml"];

    /// <summary>The files; those that are there already are left out. Writes nothing.</summary>
    /// <param name="root">The repository.</param>
    /// <param name="images">The images to build, as lines for the list of a build class; see <see cref="ImageLineOf"/>.</param>
    /// <param name="embeddedHost">Whether the build runs on the host that comes with the add-in; false: on the package Nuke.Common, where a feed has it.</param>
    public static IReadOnlyList<FileChange> Create(string root, IEnumerable<string> images, bool embeddedHost = false)
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
               let file = Path.GetFullPath(Path.Combine(root, path))
               where !File.Exists(file)
               let text = Resource(name)
               select new FileChange(file, Before: null, path switch
               {
                   "build/Build.cs" => text.Replace(ImageLine, lines, StringComparison.Ordinal),
                   "build/_build.csproj" when embeddedHost => text.Replace(">nuget</NukeHost>", ">embedded</NukeHost>", StringComparison.Ordinal),
                   _ => text,
               }) { Executable = path == "build.sh" },
        ];
    }

    /// <summary>The line by which a build class names an image: <c>new("acme/bot") { Context = RootDirectory / "bot" },</c>.</summary>
    /// <param name="image">The image's name.</param>
    /// <param name="directory">The build context, relative to the root, with <c>/</c>; <c>.</c>: the root itself.</param>
    public static string ImageLineOf(string image, string directory) =>
        $"new(\"{image}\") {{ Context = RootDirectory{(directory is "." or "" ? "" : string.Concat(directory.Split('/').Select(part => $" / \"{part}\"")))} }},";

    private static string Resource(string name)
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!, Encoding.UTF8, detectEncodingFromByteOrderMarks: false);
        return reader.ReadToEnd();
    }
}
