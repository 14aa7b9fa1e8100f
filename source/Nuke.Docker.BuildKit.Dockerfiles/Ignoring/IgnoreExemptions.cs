using Nuke.Docker.BuildKit.Dockerfiles.Ignoring.Internal;
using Nuke.Docker.BuildKit.Python.Projects;

namespace Nuke.Docker.BuildKit.Dockerfiles.Ignoring;

/// <summary>
/// The paths that no ignore file may exclude: those that a Dockerfile of the repository, the build backend or the program reads. All writers of ignore
/// files use it.
/// </summary>
internal static class IgnoreExemptions
{
    private const string Results = "artifacts";

    private static readonly HashSet<string> s_secrets = [.. ContextRules.Secrets.Concat(ContextRules.State).Select(rule => rule.Line)];

    /// <summary>Removes lines from a template, or adds lines that include, until it excludes none of these paths.</summary>
    /// <param name="template">The template.</param>
    /// <param name="project">The project in the build context.</param>
    /// <param name="repository">The repository, to find its Dockerfiles; <c>null</c>: only the context.</param>
    /// <param name="needs">More paths that the build needs, relative to the context.</param>
    public static DockerignoreTemplate Apply(
        DockerignoreTemplate template, PythonProject project, string? repository = null, IEnumerable<string>? needs = null)
    {
        // An ignore file with the paths of one image belongs to its Dockerfile; other Dockerfiles have other ones.
        IEnumerable<string> named = template.Only.IsEmpty ? RepositoryDockerfiles.Named(project.Directory, repository) : [];
        var copied = named.Concat(needs ?? []).ToHashSet(StringComparer.Ordinal);
        var needed = project.NeededPaths.Concat(template.Keep).Concat(copied).Distinct(StringComparer.Ordinal).ToList();
        var secrets = s_secrets.Concat(FoundSecrets(project)).ToHashSet(StringComparer.Ordinal);
        var (without, keep, folders) = (new HashSet<string>(StringComparer.Ordinal), new List<string>(), new List<string>());
        var lines = template.Sections.SelectMany(section => section.Lines).Where(line => line[0] != '!' && line != "*");
        foreach (var line in lines.Distinct(StringComparer.Ordinal))
        {
            var matcher = new DockerignoreMatcher(DockerignoreFile.Parse(line));
            foreach (var path in needed.Where(matcher.Ignores))
            {
                var isFolder = Directory.Exists(Path.Combine(project.Directory, path));
                if (secrets.Contains(line))
                {
                    if (copied.Contains(path) || template.Keep.Contains(path) || IsHarmless(project, path))
                        keep.Add(path);
                }
                // To include a directory again would include the secrets in it as well.
                else if (isFolder && !line.StartsWith("**/", StringComparison.Ordinal))
                    without.Add(line);
                else if (isFolder)
                    folders.Add(path);
                else
                    keep.Add(path);
            }
        }

        // Reports of each build are below it: they would change what COPY . . reads.
        var drop = without.Contains(Results) ? template.Drop.Add($"{Results}/docker") : template.Drop;
        var result = template with { Drop = drop, Without = [.. without], Keep = [], KeepFolders = [.. folders.Distinct(StringComparer.Ordinal)] };
        var excluded = new DockerignoreMatcher(DockerignoreFile.Parse(DockerignoreWriter.ToText(result)));
        var more = keep.Where(excluded.Ignores).Select(ExactPattern.Of).Order(StringComparer.Ordinal);
        return result with { Keep = [.. template.Keep.Concat(more).Distinct(StringComparer.Ordinal)] };
    }

    /// <summary>Returns the additional lines for secrets and state that were found in a project.</summary>
    public static IEnumerable<string> FoundSecrets(PythonProject project) => project.PrivateFiles.Select(ExactPattern.Of);

    // A bundle of certificates without a key, and a database that a package brings.
    private static bool IsHarmless(PythonProject project, string path)
    {
        var full = Path.Combine(project.Directory, path);
        if (path.EndsWith(".pem", StringComparison.OrdinalIgnoreCase))
            return Text(full) is { } text && text.Contains("BEGIN CERTIFICATE", StringComparison.Ordinal) && !text.Contains("PRIVATE KEY",
                StringComparison.Ordinal);
        return Path.GetExtension(path) is ".sqlite" or ".sqlite3" or ".db" && File.Exists(Path.Combine(Path.GetDirectoryName(full)!, "__init__.py"));
    }

    private static string? Text(string path)
    {
        try
        {
            return new FileInfo(path) is { Exists: true, Length: > 0 and < 4_000_000 } ? File.ReadAllText(path) : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
