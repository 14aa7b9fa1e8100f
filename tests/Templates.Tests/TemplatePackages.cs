namespace Templates.Tests;

/// <summary>The packages as published, in a separate feed, with the templates installed into a separate folder.</summary>
internal sealed class TemplatePackages : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("templates-").FullName;

    private string Feed => Path.Combine(_directory, "feed");

    /// <summary>The package of the templates.</summary>
    public string Templates => Directory.GetFiles(Feed, "*.Templates.*.nupkg").Single();

    private string Hive => Path.Combine(_directory, "hive");

    public string Projects => Path.Combine(_directory, "projects");

    /// <summary>Variables of a restore: the feed, and a separate package folder, because an unpublished version would stay in the user's.</summary>
    public IReadOnlyDictionary<string, string?> Environment => new Dictionary<string, string?>
    {
        ["RestoreAdditionalProjectSources"] = Feed,
        ["NUGET_PACKAGES"] = Path.Combine(_directory, "packages"),
        ["RestoreFallbackFolders"] = DotNetSdk.Packages,
        ["NuGetAudit"] = "false",
        ["NukeHost"] = null,
        ["NukeHostChoice"] = null,
        ["MSBUILDDISABLENODEREUSE"] = "1",
        ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
        ["DOTNET_SKIP_FIRST_TIME_EXPERIENCE"] = "1",
        ["DOTNET_NOLOGO"] = "1",
        ["NO_COLOR"] = "1",
    };

    public static async Task<TemplatePackages> InstallAsync()
    {
        var packages = new TemplatePackages();
        Directory.CreateDirectory(packages.Projects);
        foreach (var library in new[] { ".Text", ".Python", ".Dockerfiles", "", ".Components" })
            await packages.PackAsync($"source/Nuke.Docker.BuildKit{library}");
        await packages.PackAsync("source/Nuke.EmbeddedHost");
        await packages.PackAsync("templates");
        await packages.NewAsync(Repository.Root, "install", packages.Templates);
        return packages;
    }

    /// <summary>Creates a project or an item from a template.</summary>
    /// <returns>Its folder.</returns>
    public async Task<string> MakeAsync(string template, string name, params string[] options)
    {
        var directory = Path.Combine(Projects, Guid.NewGuid().ToString("N")[..8], name);
        await NewAsync(Projects, [template, "--output", directory, "--name", name, .. options]);
        return directory;
    }

    /// <summary>Output of <c>dotnet new TEMPLATE --help</c>.</summary>
    public Task<string> HelpAsync(string template) => NewAsync(Projects, template, "--help");

    private async Task<string> DotNetAsync(string directory, params string[] arguments)
    {
        var run = await Run.Start(directory, DotNetSdk.Program, arguments, Environment).EndAsync();
        return run.ExitCode == 0 ? run.Output : throw new InvalidOperationException($"dotnet {string.Join(' ', arguments)}: {run}");
    }

    private Task<string> NewAsync(string directory, params string[] arguments) => DotNetAsync(directory, ["new", .. arguments, "--debug:custom-hive", Hive]);

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    // Packs the assemblies that these tests were compiled with; nothing is compiled again.
    private Task<string> PackAsync(string project) =>
        DotNetAsync(
            Repository.Root,
            ["pack", project, .. project == "templates" ? (string[])[] : ["--no-build"], "-c", DotNetSdk.Configuration, "-o", Feed, "-nologo", "-v:q"]);
}
