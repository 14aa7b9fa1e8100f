using Nuke.Docker.BuildKit.Python.Projects;
using Nuke.Docker.BuildKit.Python.Projects.Internal;

namespace Nuke.Docker.BuildKit.Python.Writing.Internal;

/// <summary>Mounts of a step: inputs, caches, secrets. None of them is stored in the image.</summary>
internal static class Mounts
{
    public const string PipCache = "type=cache,target=/root/.cache/pip";

    public const string PipConfiguration = "type=secret,id=pip,target=/etc/pip.conf";

    public static string Cache(string target) => $"type=cache,target={target}";

    /// <summary>Mounts for the files that a dependency step reads, each at its path relative to the working folder.</summary>
    /// <param name="project">The project.</param>
    /// <param name="always">Inputs to mount in any case, first.</param>
    /// <param name="changed">The input that the step changes; null: none.</param>
    public static IReadOnlyList<string> Inputs(PythonProject project, IReadOnlyList<string> always, string? changed = null)
    {
        var folders = project.Dependencies.Where(dependency => dependency.Local).Select(dependency => dependency.Source)
            .Concat(project.Libraries.Select(library => library.Folder)).Append(changed).ToHashSet(StringComparer.Ordinal);
        var inputs = always.Concat(project.DependencyInputs).Distinct(StringComparer.Ordinal).ToList();
        return inputs.Append(project.ContextFolder).Any(IsUnusual)
            ? [Context(project)]
            // rw: build backends write into the source folder; these changes are discarded.
            : [.. inputs.Select(input => Input(project, input, folders.Contains(input)))];
    }

    private static string Input(PythonProject project, string input, bool writable) =>
        (ManifestStage.Has(project, input) ? $"type=bind,from={ManifestStage.Name},source=/manifest/{input},target={input}"
            : $"type=bind,source={SourceOf(project, input)},target={input}") + (writable ? ",rw" : "");

    /// <summary>The path of an input in the build context.</summary>
    public static string SourceOf(PythonProject project, string input) => ProjectFiles.Combine(project.ContextFolder, input)!;

    /// <summary>True for a path that no quoting makes the value of a mount in all versions: mount the whole context then.</summary>
    public static bool IsUnusual(string path) =>
        path.Any(character => !char.IsAsciiLetterOrDigit(character) && character is not ('.' or '_' or '-' or '/' or '+' or '@'));

    private static string Context(PythonProject project) =>
        $"type=bind,target={(project.ContextFolder.Length == 0 ? "." : string.Join('/', project.ContextFolder.Split('/').Select(_ => "..")))},rw";

    /// <summary>Credentials for a step that fetches dependencies: those of indexes, and the SSH agent of the machine that builds.</summary>
    public static IReadOnlyList<string> Access(PythonProject project) => project.NeedsSsh ? [.. Secrets(project), "type=ssh"] : Secrets(project);

    /// <summary>Credentials of private indexes: as variables if the project declares some, otherwise as a .netrc.</summary>
    public static IReadOnlyList<string> Secrets(PythonProject project)
    {
        List<string> secrets =
            [.. project.Indexes.SelectMany(index => index.Credentials).Distinct(StringComparer.Ordinal).Select(name => $"type=secret,id={name},env={name}")];
        if (project.Indexes.Any(index => index.Private && index.Credentials.Count == 0))
            secrets.Add("type=secret,id=netrc,target=/root/.netrc");
        return secrets;
    }

    /// <summary>The comment about secrets for a step; empty if it has none.</summary>
    public static string SecretsReason(PythonProject project)
    {
        var names = Secrets(project);
        return names.Count == 0
            ? ""
            : "\nThe credentials of the index are build secrets, visible only to this step and never stored: "
                + string.Join(", ",
                    names.Select(secret => secret.Split(',')[1]["id=".Length..])
                    .Select(id => id == "netrc" ? "--secret\u00A0id=netrc,src=$HOME/.netrc" : $"--secret\u00A0id={id},env={id}")) + ".";
    }
}
