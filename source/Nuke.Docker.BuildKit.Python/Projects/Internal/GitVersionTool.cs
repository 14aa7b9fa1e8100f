namespace Nuke.Docker.BuildKit.Python.Projects.Internal;

/// <summary>A tool that gives a package the version of its last Git tag while it is built.</summary>
/// <param name="Name">The package.</param>
/// <param name="Variable">
/// The environment variable whose value it takes instead; for tools without one, the build argument whose value a file named PKG-INFO repeats, which the tool
/// reads as in a source archive.
/// </param>
/// <param name="ReadsVariable">False if the tool reads PKG-INFO.</param>
internal sealed record GitVersionTool(string Name, string Variable, bool ReadsVariable = true)
{
    /// <summary>The package that gets the version; empty: not known.</summary>
    public string Package { get; init; } = "";

    /// <summary>The folder of the package in the build context; empty: the context itself.</summary>
    public string Folder { get; init; } = "";

    /// <summary>The beginning of the variables of setuptools-scm; the name of the package follows.</summary>
    public const string Scm = "SETUPTOOLS_SCM_PRETEND_VERSION";

    /// <summary>The value of the argument in a Dockerfile, with which nothing has computed a version.</summary>
    public const string Unknown = "0.0.0";

    /// <summary>The tools.</summary>
    private static readonly GitVersionTool[] s_tools =
    [
        new("setuptools-scm", Scm),
        new("hatch-vcs", Scm),
        new("vcs-versioning", Scm),
        new("flit-scm", Scm),
        new("pbr", "PBR_VERSION"),
        new("pdm-backend", "PDM_BUILD_SCM_VERSION"),
        new("poetry-dynamic-versioning", "POETRY_DYNAMIC_VERSIONING_BYPASS"),
        new("uv-dynamic-versioning", "UV_DYNAMIC_VERSIONING_BYPASS"),
        new("versioningit", "VERSIONINGIT_VERSION", ReadsVariable: false),
        new("setuptools-git-versioning", "SETUPTOOLS_GIT_VERSIONING_VERSION", ReadsVariable: false),
    ];

    /// <summary>Returns the variable that gives one package its version.</summary>
    /// <param name="package">The normalized name of the package.</param>
    // hatch-vcs does not tell setuptools-scm the name of the package. The other variable would also change the dependencies that are built beside it.
    public string VariableOf(string package) =>
        Variable == Scm && Name != "hatch-vcs" ? $"{Scm}_FOR_{package.ToUpperInvariant().Replace('-', '_').Replace('.', '_')}" : Variable;

    /// <summary>Returns the tool of a package name; null: it is none.</summary>
    public static GitVersionTool? Of(string name) => Array.Find(s_tools, tool => tool.Name == name);

    /// <summary>Returns the tool that a variable or build argument belongs to; null: none.</summary>
    public static GitVersionTool? OfVariable(string variable) => Array.Find(s_tools, tool => variable == tool.Variable
        || (tool.Variable == Scm && variable.StartsWith($"{Scm}_FOR_", StringComparison.Ordinal)));

    /// <summary>The variables, by which a Dockerfile that declares one is recognized.</summary>
    public static IEnumerable<string> Variables => s_tools.Select(tool => tool.Variable).Distinct();
}
