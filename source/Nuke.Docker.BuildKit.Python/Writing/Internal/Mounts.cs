using Nuke.Docker.BuildKit.Python.Projects;

namespace Nuke.Docker.BuildKit.Python.Writing.Internal;

/// <summary>What is lent to a step: inputs, caches, secrets. None of it ends in the image.</summary>
internal static class Mounts
{
    public const string PipCache = "type=cache,target=/root/.cache/pip";

    public const string PipConfiguration = "type=secret,id=pip,target=/etc/pip.conf";

    public static string Cache(string target) => $"type=cache,target={target}";

    /// <summary>The files that a dependency step reads, each at its place below the working folder.</summary>
    public static IReadOnlyList<string> Inputs(PythonProject project, IReadOnlyList<string> always)
    {
        var folders = project.Dependencies.Where(dependency => dependency.Local).Select(dependency => dependency.Source).ToHashSet(StringComparer.Ordinal);
        var inputs = always.Concat(project.DependencyInputs).Distinct(StringComparer.Ordinal).ToList();
        // A mount's value knows no quotes that all versions agree on: for such a name lend everything.
        return inputs.Any(input => input.Any(character => !char.IsAsciiLetterOrDigit(character) && character is not ('.' or '_' or '-' or '/' or '+' or '@')))
            ? ["type=bind,target=.,rw"]
            // Build backends write into the folder that they build; rw lets them, and what they write is thrown away.
            : [.. inputs.Select(input => $"type=bind,source={input},target={input}{(folders.Contains(input) ? ",rw" : "")}")];
    }

    /// <summary>Credentials of private indexes: as variables where the project names some, as a .netrc where it doesn't.</summary>
    public static IReadOnlyList<string> Secrets(PythonProject project)
    {
        List<string> secrets = [.. project.Indexes.SelectMany(index => index.Credentials).Distinct(StringComparer.Ordinal).Select(name => $"type=secret,id={name},env={name}")];
        if (project.Indexes.Any(index => index.Private && index.Credentials.Count == 0))
            secrets.Add("type=secret,id=netrc,target=/root/.netrc");
        return secrets;
    }

    /// <summary>What the comment above a step says about them; begins with a blank.</summary>
    public static string SecretsReason(PythonProject project)
    {
        var names = Secrets(project);
        return names.Count == 0
            ? ""
            : "\nThe index's credentials are secrets of the build, seen by this step and stored nowhere: "
                + string.Join(", ", names.Select(secret => secret.Split(',')[1]["id=".Length..]).Select(id => id == "netrc" ? "--secret\u00A0id=netrc,src=$HOME/.netrc" : $"--secret\u00A0id={id},env={id}")) + ".";
    }
}
