using System.Xml.Linq;
using IntegrationTests.EndToEnd;

namespace IntegrationTests.Hosts;

/// <summary>
/// A copy of this repository with one more package feed, which has stand-ins for the packages of NUKE (<see cref="NukePackages"/>). So the
/// switch to the package can be tried where no feed has the real one. Nothing of it reaches the user's package folder, where it would
/// be taken for the real one by every later build: the copy has a folder of its own and only reads the user's.
/// </summary>
internal sealed class StandInFeed : IDisposable
{
    private readonly Checkout _checkout;
    private readonly Dictionary<string, string?> _environment;

    private StandInFeed(Checkout checkout)
    {
        _checkout = checkout;
        _environment = new Dictionary<string, string?>
        {
            ["NUGET_PACKAGES"] = checkout.PathOf("packages"),
            ["RestoreFallbackFolders"] = DotNetSdk.Packages,
            ["NuGetAudit"] = "false",
            ["NukeHost"] = null,
            ["NukeHostChoice"] = null,
            ["MSBUILDDISABLENODEREUSE"] = "1",
        };
    }

    /// <summary>Gets the host that the copy has been found to compile on.</summary>
    public string Host => XDocument.Load(PathOf(".nuke/temp/Feeds.props")).Descendants("NukeHost").Single().Value;

    /// <summary>Makes a copy without a configured engine.</summary>
    public static Task<StandInFeed> CreateAsync(bool compilable = true) => CreateAsync(Checkout.CreateWithoutEngine(compiled: false), compilable);

    /// <summary>Makes a copy that builds on the engine of the test run.</summary>
    public static async Task<StandInFeed> CreateWithEngineAsync() => await CreateAsync(await Checkout.CreateAsync(compiled: false), compilable: true);

    public string PathOf(string path) => _checkout.PathOf(path);

    /// <summary>Puts the stand-ins into the feed, in place of those that are there.</summary>
    /// <param name="compilable"><c>true</c>: the stand-in for Nuke.Common contains an assembly.</param>
    public async Task FillAsync(bool compilable)
    {
        NukePackages.Write(PathOf("feed"), compilable ? await StandInHost.CompileAsync() : null);
        // NuGet assumes that a version never changes, neither in its package folder nor after a restore.
        if (Directory.Exists(PathOf("packages/nuke.common")))
            Directory.Delete(PathOf("packages/nuke.common"), recursive: true);
        foreach (var file in Directory.GetFiles(PathOf("."), "project.nuget.cache", SearchOption.AllDirectories))
            File.Delete(file);
    }

    /// <summary>Runs <c>./build.sh</c> in the copy.</summary>
    public Task<Run> BuildAsync(params string[] arguments) => _checkout.RunAsync(_environment, arguments);

    /// <summary>Runs <c>./build.sh</c> in the copy with further variables.</summary>
    public Task<Run> BuildAsync(IReadOnlyDictionary<string, string?> variables, params string[] arguments) => _checkout.RunAsync(With(variables), arguments);

    /// <summary>Runs <c>dotnet</c> in the copy.</summary>
    public Task<Run> DotNetAsync(params string[] arguments) => DotNetAsync(new Dictionary<string, string?>(), arguments);

    public Task<Run> DotNetAsync(IReadOnlyDictionary<string, string?> variables, params string[] arguments) =>
        Run.Start(_checkout.Root, DotNetSdk.Program, arguments, With(variables)).EndAsync();

    /// <summary>Runs <c>dotnet</c> in the copy and requires success.</summary>
    public async Task<string> SucceedAsync(params string[] arguments)
    {
        var run = await DotNetAsync(arguments);
        return run.ExitCode == 0 ? run.Output : throw new InvalidOperationException($"dotnet {string.Join(' ', arguments)}: {run}");
    }

    public void Dispose() => _checkout.Dispose();

    private static async Task<StandInFeed> CreateAsync(Checkout checkout, bool compilable)
    {
        var feed = new StandInFeed(checkout);
        await feed.FillAsync(compilable);
        await File.WriteAllTextAsync(feed.PathOf("nuget.config"), """
            <configuration>
              <packageSources>
                <add key="stand-in" value="feed" />
              </packageSources>
            </configuration>
            """);
        return feed;
    }

    private Dictionary<string, string?> With(IReadOnlyDictionary<string, string?> variables)
    {
        var environment = new Dictionary<string, string?>(_environment);
        foreach (var (name, value) in variables)
            environment[name] = value;
        return environment;
    }
}
