using Nuke.Docker.BuildKit.Python.Projects;

namespace Nuke.Docker.BuildKit.Python.Writing.Internal;

/// <summary>Mounts of a step: inputs, caches, secrets. None of them is stored in the image.</summary>
internal static class Mounts
{
    public const string PipCache = "type=cache,target=/root/.cache/pip";

    public const string PipConfiguration = "type=secret,id=pip,target=/etc/pip.conf";

    public static string Cache(string target) => $"type=cache,target={target}";

    /// <summary>Mounts for the files that a dependency step reads, each at its path below the working folder.</summary>
    public static IReadOnlyList<string> Inputs(PythonProject project, IReadOnlyList<string> always)
    {
        var folders = project.Dependencies.Where(dependency => dependency.Local).Select(dependency => dependency.Source).ToHashSet(StringComparer.Ordinal);
        var inputs = always.Concat(project.DependencyInputs).Distinct(StringComparer.Ordinal).ToList();
        // No quoting of mount values works in all versions: for such a name, mount the whole context.
        return inputs.Any(input => input.Any(character => !char.IsAsciiLetterOrDigit(character) && character is not ('.' or '_' or '-' or '/' or '+' or '@')))
            ? ["type=bind,target=.,rw"]
            // rw: build backends write into the source folder; these changes are discarded.
            : [.. inputs.Select(input => ManifestStage.Has(project, input) ? $"type=bind,from={ManifestStage.Name},source=/manifest/{input},target={input}"
                : $"type=bind,source={input},target={input}{(folders.Contains(input) ? ",rw" : "")}")];
    }

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
