using System.Globalization;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Dockerfiles.Instructions;
using Nuke.Docker.BuildKit.Dockerfiles.Parsing;
using Nuke.Docker.BuildKit.Engines.Internal;
using Nuke.Docker.BuildKit.Python.Projects;
using Nuke.Docker.BuildKit.Python.Projects.Internal;
using Nuke.Docker.BuildKit.Text.Faults;
using Nuke.Docker.BuildKit.Text.Toml;

namespace Nuke.Docker.BuildKit.Builds;

/// <summary>
/// Computes the versions that build backends, such as setuptools-scm, would take from Git: for each <c>ARG</c> of a Dockerfile that has the name of their
/// variable, such as <c>SETUPTOOLS_SCM_PRETEND_VERSION_FOR_ACME</c>. The working copy is complete here; a build context is not, and has no <c>.git</c>.
/// </summary>
/// <param name="time">The clock; a version of a working copy with changes contains the date.</param>
/// <param name="environment">Reads an environment variable. <c>null</c>: the environment of this process.</param>
internal sealed class GitVersions(TimeProvider time, Func<string, string?>? environment = null)
{
    /// <summary>Adds the versions that a build lacks.</summary>
    /// <param name="settings">The build. An argument that it sets already is left unchanged.</param>
    /// <param name="print">Called for each version, and for each that cannot be computed: the text, and true for a warning.</param>
    public BuildxBuildSettings Apply(BuildxBuildSettings settings, Action<string, bool> print)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(print);
        if (settings.ContextFolder() is not { } context || settings.DockerfilePath() is not { } dockerfile)
            return settings;
        foreach (var (name, tool) in Declared(dockerfile).Where(declared => settings.BuildArg?.ContainsKey(declared.Name) != true))
        {
            if (Read(name, tool, FolderOf(name, context, dockerfile), print) is { } version)
                settings = settings.AddBuildArg(name, version);
        }

        return settings;
    }

    private string? Read(string name, GitVersionTool tool, string folder, Action<string, bool> print)
    {
        var read = environment ?? Environment.GetEnvironmentVariable;
        if ((read(name) ?? (tool.Variable == GitVersionTool.Scm ? read(GitVersionTool.Scm) : null)) is { Length: > 0 } given)
        {
            print($"{name} is {given}, from the environment.", false);
            return given;
        }

        var pyproject = Pyproject(folder);
        var scheme = GitVersionScheme.Of(ToolOf(tool, pyproject), pyproject);
        if (Describe(folder, scheme, out var problem) is not { } git)
        {
            print($"{name} keeps the Dockerfile's value, because the version cannot be read from Git: {problem}. Set it with --build-arg {name}=….", true);
            return null;
        }

        var version = scheme.Version(git, time.GetUtcNow().UtcDateTime);
        print($"{name} is {version}, from Git.", false);
        if (scheme.Unknown is { } unknown)
            print($"{tool.Name} may compute another version than {version}, because of {unknown}. Set it with --build-arg {name}=….", true);
        if (git.Tag is null && Git(folder, "rev-parse", "--is-shallow-repository") is { Succeeded: true } shallow && shallow.Output.Trim() == "true")
            print($"{folder} is a shallow clone without the tag of a version, so {version} is wrong: fetch the tags and all commits (fetch-depth: 0).", true);
        return version;
    }

    // Only the name of setuptools-scm's variable is common to several tools.
    private static GitVersionTool ToolOf(GitVersionTool tool, TomlTable? pyproject) => tool.Variable != GitVersionTool.Scm ? tool
        : ToolsOf(pyproject).FirstOrDefault(known => known.Variable == GitVersionTool.Scm) ?? tool;

    private static IEnumerable<GitVersionTool> ToolsOf(TomlTable? pyproject) => pyproject.Items("build-system", "requires").Strings()
        .Select(text => Requirement.Parse(text, null)?.Name).OfType<string>().Select(GitVersionTool.Of).OfType<GitVersionTool>();

    private static IEnumerable<(string Name, GitVersionTool Tool)> Declared(string dockerfile)
    {
        try
        {
            if (!File.Exists(dockerfile) || new FileInfo(dockerfile).Length == 0)
                return [];
            // Almost no Dockerfile has one.
            var text = File.ReadAllText(dockerfile);
            if (!GitVersionTool.Variables.Any(variable => text.Contains(variable, StringComparison.Ordinal)))
                return [];
            return
            [
                .. from arg in Dockerfile.Parse(text, dockerfile).Instructions.OfType<ArgInstruction>()
                   from assignment in arg.Assignments
                   where assignment.Value is null or "" or GitVersionTool.Unknown
                   let tool = GitVersionTool.OfVariable(assignment.Name)
                   where tool is not null
                   group tool by assignment.Name into named
                   select (named.Key, named.First()),
            ];
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or DockerException)
        {
            // The build reports it.
            return [];
        }
    }

    // If the context is a folder above the project, the Dockerfile is beside pyproject.toml. The image contains packages of other folders, whose tags may be
    // others.
    private static string FolderOf(string variable, string context, string dockerfile)
    {
        var own = Path.GetDirectoryName(dockerfile) is { } folder && File.Exists(Path.Combine(folder, PyprojectValues.File)) ? folder : context;
        return VariablesOf(own).Contains(variable) ? own
            : Members(context).Concat(Libraries(own, context)).FirstOrDefault(other => VariablesOf(other).Contains(variable)) ?? own;
    }

    private static IEnumerable<string> VariablesOf(string folder)
    {
        var pyproject = Pyproject(folder);
        var name = PackageName.Normalize(pyproject.Table("project")?.Text("name") ?? Path.GetFileName(folder));
        return ToolsOf(pyproject).Select(tool => tool.VariableOf(name));
    }

    private static IReadOnlyList<string> Members(string context)
    {
        try
        {
            return Pyproject(context).Table("tool", "uv", "workspace") is { } workspace
                ? [.. Workspace.Members(new ProjectFiles(context), workspace).Select(member => Path.Combine(context, member.Directory))]
                : [];
        }
        catch (PythonProjectException)
        {
            // uv reports it.
            return [];
        }
    }

    // Iterated only if no member has the variable.
    private static IEnumerable<string> Libraries(string folder, string context)
    {
        IReadOnlyList<LocalLibrary> libraries;
        try
        {
            libraries = PythonProjectReader.Read(folder, environment: null, context, program: null).Libraries;
        }
        catch (PythonProjectException)
        {
            // The manager reports it.
            yield break;
        }

        foreach (var library in libraries)
            yield return Path.GetFullPath(library.Folder, folder);
    }

    private static TomlTable? Pyproject(string folder)
    {
        try
        {
            return TomlFile.Read(new ProjectFiles(folder), PyprojectValues.File);
        }
        catch (PythonProjectException)
        {
            // The build backend reports it.
            return null;
        }
    }

    private static GitDescription? Describe(string folder, GitVersionScheme scheme, out string problem)
    {
        var described = Git(folder, ["describe", "--dirty", "--tags", "--long", .. scheme.Match.SelectMany(pattern => (string[])["--match", pattern])]);
        problem = "";
        if (described.Succeeded && GitDescription.Parse(described.Output) is { } description)
            return description;
        // No tag: all commits count.
        var commit = Git(folder, "rev-parse", "--short", "HEAD");
        var count = Git(folder, "rev-list", "--count", "HEAD");
        if (commit.Succeeded && count.Succeeded && int.TryParse(count.Output.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var commits))
        {
            var status = Git(folder, "status", "--porcelain", "--untracked-files=no");
            return new(null, commits, commit.Output.Trim(), status.Output.Trim().Length > 0);
        }

        problem = (described.Errors.Trim() is { Length: > 0 } errors ? errors : commit.Errors.Trim()).Split('\n')[0].TrimEnd('.');
        return null;
    }

    // Planning is synchronous, and git answers within milliseconds. It must not write its index: that would be a change of a context that contains it.
    private static HostCommandResult Git(string folder, params string[] arguments) => HostCommand.RunAsync(
        "git",
        arguments,
        CancellationToken.None,
        folder,
        new Dictionary<string, string> { ["GIT_OPTIONAL_LOCKS"] = "0", ["LC_ALL"] = "C" }).GetAwaiter().GetResult();
}
