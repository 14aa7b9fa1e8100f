using IntegrationTests.EndToEnd;

namespace IntegrationTests.Hosts;

/// <summary>
/// A copy of this repository with one more package feed, which has a stand-in for Nuke.Common: the embedded host, packed under
/// that name and version. So the switch to the package can be tried where no feed has the real one. Nothing of it reaches the
/// user's package folder, where it would be taken for the real one by every later build: the copy has a folder of its own and
/// only reads the user's.
/// </summary>
internal sealed class StandInFeed : IDisposable
{
    private readonly Checkout _checkout;
    private readonly Dictionary<string, string?> _environment;

    private StandInFeed(Checkout checkout)
    {
        _checkout = checkout;
        var userProfile = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        _environment = new Dictionary<string, string?>
        {
            ["NUGET_PACKAGES"] = checkout.PathOf("packages"),
            ["RestoreFallbackFolders"] = Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? Path.Combine(userProfile, ".nuget", "packages"),
            ["NuGetAudit"] = "false",
            ["NukeHost"] = null,
            ["NukeHostChoice"] = null,
            ["EngineClient"] = null,
            ["MSBUILDDISABLENODEREUSE"] = "1",
        };
    }

    public static async Task<StandInFeed> CreateAsync()
    {
        var feed = new StandInFeed(Checkout.CreateWithoutEngine(compiled: false));
        Directory.CreateDirectory(feed.PathOf("feed"));
        await feed.SucceedAsync(
            "pack", "source/Nuke.EmbeddedHost", "-o", feed.PathOf("feed"), "-v:q",
            "-p:IsPackable=true", "-p:PackageId=Nuke.Common", "-p:PackageVersion=10.1.0", "-p:Description=A stand-in for tests: not the real Nuke.Common");
        // Where the copy was packed, the projects would find the stand-in's project as restored under its own name.
        Directory.Delete(feed.PathOf("source/Nuke.EmbeddedHost/obj"), recursive: true);
        await File.WriteAllTextAsync(feed.PathOf("nuget.config"), """
            <configuration>
              <packageSources>
                <add key="stand-in" value="feed" />
              </packageSources>
            </configuration>
            """);

        return feed;
    }

    public string PathOf(string path) => _checkout.PathOf(path);

    /// <summary>Runs <c>dotnet</c> in the copy.</summary>
    public Task<Run> DotNetAsync(params string[] arguments) => DotNetAsync(new Dictionary<string, string?>(), arguments);

    public Task<Run> DotNetAsync(IReadOnlyDictionary<string, string?> variables, params string[] arguments)
    {
        var environment = new Dictionary<string, string?>(_environment);
        foreach (var (name, value) in variables)
            environment[name] = value;

        var root = Environment.GetEnvironmentVariable("DOTNET_ROOT");
        var dotnet = root is { Length: > 0 } ? Path.Combine(root, "dotnet") : "dotnet";
        return Run.Start(_checkout.Root, dotnet, arguments, environment).EndAsync();
    }

    /// <summary>The same, for what has to succeed.</summary>
    public async Task<string> SucceedAsync(params string[] arguments)
    {
        var run = await DotNetAsync(arguments);
        return run.ExitCode == 0 ? run.Output : throw new InvalidOperationException($"dotnet {string.Join(' ', arguments)}: {run}");
    }

    public void Dispose() => _checkout.Dispose();
}
