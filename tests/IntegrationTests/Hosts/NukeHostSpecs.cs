using System.IO.Compression;
using System.Xml.Linq;

namespace IntegrationTests.Hosts;

/// <summary>The host of the build and the components, and the files of their packages.</summary>
[Category("Hosts")]
public sealed class NukeHostSpecs
{
    private const string PackageIdBase = "Acme.BuildKit";

    private StandInFeed _feed = null!;

    [OneTimeSetUp]
    public async Task CompileOnTheStandIn()
    {
        _feed = await StandInFeed.CreateAsync();
        // As in build.sh, the answers count, not the exit code.
        await _feed.DotNetAsync("msbuild", "build/Feeds.proj", "-nologo", "-v:q");
        await _feed.SucceedAsync("build", "build/_build.csproj", "-nologo", "-v:q", $"-p:PackageIdBase={PackageIdBase}");
    }

    [OneTimeTearDown]
    public void Delete() => _feed?.Dispose();

    [Test]
    public void A_feed_that_has_the_package_decides_for_it()
    {
        Assert.That(_feed.Host, Is.EqualTo("nuget"));
    }

    [Test]
    public void The_build_is_compiled_on_the_package()
    {
        var assets = Assets();

        Assert.That(assets, Does.Contain("\"Nuke.Common/10.1.0\""));
        Assert.That(assets, Does.Not.Contain("\"Nuke.EmbeddedHost/"));
    }

    [Test]
    public async Task A_build_that_is_compiled_on_the_package_runs()
    {
        var program = Directory.GetFiles(_feed.PathOf("build/bin"), "_build.dll", SearchOption.AllDirectories).Single();

        var help = await _feed.SucceedAsync(program, "--help");

        Assert.That(help, Does.Contain("DockerBuild").And.Contain("--image"));
    }

    [Test]
    public void The_package_reaches_no_other_folder_than_the_copys_own()
    {
        Assert.That(Directory.Exists(_feed.PathOf("packages/nuke.common/10.1.0")));
        Assert.That(Assets(), Does.Contain(_feed.PathOf("packages")));
    }

    [TestCase("-p:NukeHost=embedded", null)]
    [TestCase("-nologo", "NukeHostChoice")]
    public async Task A_choice_by_hand_wins(string argument, string? variable)
    {
        var variables = variable is null ? [] : new Dictionary<string, string?> { [variable] = "embedded" };

        var run = await _feed.DotNetAsync(variables, "msbuild", "build/_build.csproj", "-getProperty:NukeHost", "-getItem:PackageReference", argument);

        Assert.That(run.Output, Does.Contain("\"NukeHost\": \"embedded\"").And.Not.Contain("Nuke.Common"));
    }

    [Test]
    [Slow]
    public async Task What_is_packed_depends_on_the_package_and_is_documented()
    {
        string[] arguments = ["-c", "Debug", "-o", _feed.PathOf("packed"), "-v:q", $"-p:PackageIdBase={PackageIdBase}"];
        await _feed.SucceedAsync(["pack", "source/Nuke.Docker.BuildKit", .. arguments]);
        await _feed.SucceedAsync(["pack", "source/Nuke.Docker.BuildKit.Components", .. arguments]);

        var library = Package.Read(_feed.PathOf($"packed/{PackageIdBase}.0.1.0.nupkg"));
        var components = Package.Read(_feed.PathOf($"packed/{PackageIdBase}.Components.0.1.0.nupkg"));

        Assert.Multiple(() =>
        {
            Assert.That(library.Files, Is.SupersetOf(new[] { "lib/net10.0/Nuke.Docker.BuildKit.dll", "lib/net10.0/Nuke.Docker.BuildKit.xml", "README.md" }));
            Assert.That(
                library.Dependencies,
                Is.EquivalentTo(new[]
                {
                    $"{PackageIdBase}.Dockerfiles 0.1.0", "Docker.DotNet.Enhanced 4.3.3", "Microsoft.Build.Locator 1.7.8", "Spectre.Console 0.57.2",
                    "YamlDotNet 16.3.0",
                }));
            Assert.That(
                components.Files,
                Is.SupersetOf(new[] { "lib/net10.0/Nuke.Docker.BuildKit.Components.dll", "lib/net10.0/Nuke.Docker.BuildKit.Components.xml", "README.md" }));
            Assert.That(components.Dependencies, Is.EquivalentTo(new[] { $"{PackageIdBase} 0.1.0", "Nuke.Common 10.1.0" }));
        });
    }

    [Test]
    public async Task The_library_is_the_same_package_wherever_it_is_packed()
    {
        FullRun.Require("Compiles the library twice.");

        async Task<Package> PackAsync(string host)
        {
            var folder = _feed.PathOf($"packed-{host}");
            await _feed.SucceedAsync(["pack", "source/Nuke.Docker.BuildKit", "-c", "Debug", "-o", folder, "-v:q", $"-p:NukeHost={host}"]);
            return Package.Read(Path.Combine(folder, "Nuke.Docker.BuildKit.0.1.0.nupkg"));
        }

        var (nuget, embedded) = (await PackAsync("nuget"), await PackAsync("embedded"));

        Assert.That(embedded.Dependencies, Is.EqualTo(nuget.Dependencies).And.Not.Empty);
        // The names of some parts are random.
        Assert.That(Libraries(embedded), Is.EqualTo(Libraries(nuget)).And.Not.Empty);

        static IEnumerable<string> Libraries(Package package) => package.Files.Where(file => file.StartsWith("lib/", StringComparison.Ordinal));
    }

    [Test]
    public async Task Components_on_the_embedded_host_are_a_package_of_their_own_that_any_feed_can_have()
    {
        FullRun.Require("Compiles the components on another host.");

        string[] arguments = ["-c", "Debug", "-o", _feed.PathOf("embedded"), "-v:q", $"-p:PackageIdBase={PackageIdBase}", "-p:NukeHost=embedded"];
        await _feed.SucceedAsync(["pack", "source/Nuke.Docker.BuildKit.Components", .. arguments]);
        await _feed.SucceedAsync(["pack", "source/Nuke.EmbeddedHost", .. arguments]);

        var components = Package.Read(_feed.PathOf($"embedded/{PackageIdBase}.Components.Embedded.0.1.0.nupkg"));
        var host = Package.Read(_feed.PathOf($"embedded/{PackageIdBase}.EmbeddedHost.0.1.0.nupkg"));

        Assert.Multiple(() =>
        {
            Assert.That(components.Dependencies, Is.EquivalentTo(new[] { $"{PackageIdBase} 0.1.0", $"{PackageIdBase}.EmbeddedHost 0.1.0" }));
            Assert.That(host.Dependencies, Is.EquivalentTo(new[] { "Serilog 3.1.1" }));
        });
    }

    private string Assets() => File.ReadAllText(_feed.PathOf("build/obj/project.assets.json"));

    private sealed record Package(IReadOnlyList<string> Files, IReadOnlyList<string> Dependencies)
    {
        public static Package Read(string file)
        {
            using var archive = ZipFile.OpenRead(file);
            using var manifest = archive.Entries.Single(entry => entry.FullName.EndsWith(".nuspec", StringComparison.Ordinal)).Open();
            var dependencies = XDocument.Load(manifest).Descendants().Where(element => element.Name.LocalName == "dependency");

            return new(
                [.. archive.Entries.Select(entry => entry.FullName)],
                [.. dependencies.Select(element => $"{element.Attribute("id")!.Value} {element.Attribute("version")!.Value}")]);
        }
    }
}
