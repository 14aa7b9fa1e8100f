using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Consumer.Tests;

/// <summary>The packages in the hands of their users: from a folder, with an empty package cache, on a real engine.</summary>
[Category("Consumer")]
[Platform("Linux")]
public sealed partial class ConsumerSpecs
{
    private static readonly Guid s_sourceLink = new("CC110556-A091-4D38-9FEC-25AB9A351A6A");

    private ConsumerMachine _machine = null!;

    [OneTimeSetUp]
    public async Task Create()
    {
        _machine = await ConsumerMachine.CreateAsync();
        await _machine.RunAsync(".", $"dotnet new install {_machine.Feed}/Nuke.Docker.BuildKit.Templates.*.nupkg");
    }

    [OneTimeTearDown]
    public async Task Delete()
    {
        if (_machine is null)
            return;
        await Shell.RunAsync(_machine.Connection, "docker image rm -f hello bot old >/dev/null 2>&1 || true");
        await _machine.DisposeAsync();
        await TestEngine.StopAsync();
    }

    [Test]
    public async Task The_five_minutes_of_the_readme()
    {
        var commands = FirstBlock().Match(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "README.md"))).Groups["code"].Value;
        Assert.That(commands, Does.Contain("dotnet tool install --global Nuke.Docker.BuildKit.Tool").And.Contain("docker-buildkit build"));

        var output = await _machine.RunAsync("five", commands);

        var folder = _machine.PathOf("five/hello");
        Assert.Multiple(() =>
        {
            Assert.That(output, Does.Contain("Building hello:latest"));
            // Before and after the change: what will run, and why it ran.
            Assert.That(output, Does.Match(@"(?s)DockerPredict.*COPY \. \..*app\.py.*DockerExplain.*app\.py"), output);
            Assert.That(
                Directory.GetFileSystemEntries(folder).Select(Path.GetFileName),
                Is.EquivalentTo([".dockerignore", ".gitignore", "Dockerfile", "app.py", "artifacts"]));
            Assert.That(File.Exists(Path.Combine(folder, "artifacts/docker/hello/report.html")));
        });
    }

    [Test]
    public async Task The_tool_runs_without_an_installation()
    {
        _machine.Write("once/app.py", "import http.server\n");

        var output = await _machine.RunAsync("once", "dnx --yes Nuke.Docker.BuildKit.Tool -- --version && dnx --yes Nuke.Docker.BuildKit.Tool init --apply");

        Assert.That(output, Does.Contain("0.1.0").And.Match(@"Done\. .* builds what has a Dockerfile\."));
        Assert.That(File.Exists(_machine.PathOf("once/Dockerfile")));
        Assert.That(Directory.Exists(Path.Combine(_machine.Home, ".dotnet", "tools", "docker-buildkit")), Is.False);
    }

    [Test]
    public async Task The_tool_is_compiled_ahead_of_time_in_each_way_to_run_it()
    {
        var runtime = RuntimeInformation.RuntimeIdentifier;
        if (!File.Exists(Path.Combine(_machine.Feed, $"Nuke.Docker.BuildKit.Tool.{runtime}.0.1.0.nupkg")))
            Assert.Ignore($"No feed has the compiler for {runtime}.");
        _machine.Write("ahead/app.py", "import http.server\n");

        var output = await _machine.RunAsync("ahead", """
            dotnet tool install --tool-path tools Nuke.Docker.BuildKit.Tool
            tools/docker-buildkit --version
            dotnet new tool-manifest
            dotnet tool install Nuke.Docker.BuildKit.Tool
            dotnet docker-buildkit --version
            """);

        Assert.That(Regex.Count(output, @"^0\.1\.0$", RegexOptions.Multiline), Is.EqualTo(2), output);
        string[] folders = [_machine.PathOf("ahead/tools/.store"), _machine.PathOf($"packages/nuke.docker.buildkit.tool.{runtime}")];
        foreach (var folder in folders)
        {
            var assemblies = Directory.GetFiles(folder, "*.dll", SearchOption.AllDirectories);
            Assert.That(assemblies.Select(Path.GetFileName), Has.Member("Nuke.Docker.BuildKit.Tool.dll"), folder);
            Assert.That(assemblies.Where(file => !IsCompiledAhead(file)), Is.Empty, folder);
        }
    }

    [Test]
    public async Task The_tool_runs_where_it_is_not_compiled_ahead()
    {
        // A feed without the package for this machine's platform, as for a platform that has none.
        Directory.CreateDirectory(_machine.PathOf("others"));
        string[] packages = ["Nuke.Docker.BuildKit.Tool.0.1.0.nupkg", "Nuke.Docker.BuildKit.Tool.any.0.1.0.nupkg"];
        foreach (var name in packages)
            File.Copy(Path.Combine(_machine.Feed, name), _machine.PathOf($"others/{name}"));
        using (var package = ZipFile.Open(_machine.PathOf($"others/{packages[0]}"), ZipArchiveMode.Update))
        {
            var entry = package.Entries.Single(file => file.Name == "DotnetToolSettings.xml");
            await using var content = entry.Open();
            var settings = await XDocument.LoadAsync(content, LoadOptions.None, default);
            settings.Descendants("RuntimeIdentifierPackage").Where(named => (string?)named.Attribute("RuntimeIdentifier") != "any").Remove();
            content.SetLength(0);
            await settings.SaveAsync(content, SaveOptions.None, default);
        }

        _machine.Write("elsewhere/nuget.config", $"""
            <configuration>
              <packageSources>
                <clear />
                <add key="ours" value="{_machine.PathOf("others")}" />
              </packageSources>
            </configuration>
            """);
        // Packages of the same version in the cache would be taken.
        var output = await _machine.RunAsync("elsewhere", $"""
            export NUGET_PACKAGES='{_machine.PathOf("elsewhere/packages")}'
            dotnet tool install --tool-path tools Nuke.Docker.BuildKit.Tool
            tools/docker-buildkit --version
            """);

        Assert.That(output, Does.EndWith("0.1.0\n"));
        Assert.That(Directory.GetFiles(_machine.PathOf("elsewhere/tools/.store"), "*.dll", SearchOption.AllDirectories).Where(IsCompiledAhead), Is.Empty);
    }

    [Test]
    public async Task Symbols_lead_to_the_sources_of_the_repository()
    {
        // One library, in a repository with a remote; the others are packed in the same way.
        const string Library = "source/Nuke.Docker.BuildKit.Text";
        string[] files =
        [
            ".editorconfig", "Directory.Build.props", "Directory.Packages.props", "README.md",
            "build/NukeHost.props", "templates/icon.png", "source/Directory.Build.targets",
        ];
        Directory.CreateDirectory(_machine.PathOf("linked"));
        var target = _machine.PathOf("linked");
        var copy = $"cd '{Repository.Root}' && tar -c --exclude=bin --exclude=obj {string.Join(' ', files)} {Library} | tar -x -C '{target}'";
        await _machine.RunAsync("linked", $"({copy}) && git init -q && git remote add origin https://github.com/acme/images.git && git add -A");
        await _machine.RunAsync("linked", "git -c user.name=a -c user.email=a@example.com commit -qm a");

        await _machine.RunAsync(
            "linked",
            $"dotnet pack {Library} -c Release -o out -nologo -v:q -nodeReuse:false -p:NukeHost=embedded -p:ContinuousIntegrationBuild=true "
            + "-p:PublishRepositoryUrl=true");

        var commit = (await _machine.RunAsync("linked", "git rev-parse HEAD")).Trim();
        using var symbols = ZipFile.OpenRead(Directory.GetFiles(_machine.PathOf("linked/out"), "*.snupkg").Single());
        using var file = symbols.Entries.Single(entry => entry.Name.EndsWith(".pdb", StringComparison.Ordinal)).Open();
        using var content = new MemoryStream();
        await file.CopyToAsync(content);
        content.Position = 0;
        using var reader = MetadataReaderProvider.FromPortablePdbStream(content);
        var metadata = reader.GetMetadataReader();
        var links = metadata.CustomDebugInformation.Select(metadata.GetCustomDebugInformation)
            .Where(information => metadata.GetGuid(information.Kind) == s_sourceLink).Select(information => metadata.GetBlobBytes(information.Value)).Single();
        Assert.That(Encoding.UTF8.GetString(links), Does.Contain($"\"/_/*\":\"https://raw.githubusercontent.com/acme/images/{commit}/*\""));
    }

    [Test]
    public async Task A_service_from_the_template_is_built_and_answers()
    {
        var port = ServiceContainer.FreePort();
        await _machine.RunAsync(".", $"dotnet new python-service --output bot --framework none --port {port} --host embedded");

        var output = await _machine.RunAsync("bot", "./build.sh DockerBuild");

        Assert.That(output, Does.Contain("Building bot:latest"));
        await using var container = await ServiceContainer.StartAsync(_machine.Connection, "bot", port);
        Assert.That(await container.GetAsync("health"), Does.Contain("ok"));
    }

    [Test]
    public async Task A_service_from_the_template_can_be_built_on_Fallout()
    {
        await _machine.RunAsync(".", "dotnet new python-service --output next --framework none --host fallout --no-restore");

        string Text(string path) => File.ReadAllText(_machine.PathOf($"next/{path}"));
        Assert.Multiple(() =>
        {
            Assert.That(File.Exists(_machine.PathOf("next/.fallout/parameters.json")));
            Assert.That(Directory.Exists(_machine.PathOf("next/.nuke")), Is.False);
            Assert.That(Text("build/Build.cs"), Does.Contain("using Fallout.Common;").And.Contain("class Build : FalloutBuild"));
            Assert.That(Text("build/_build.csproj"), Does.Contain(">fallout</NukeHost>"));
            Assert.That(Text("build.sh"), Does.Contain(".fallout/temp").And.Not.Contain(".nuke/temp"));
        });
    }

    [Test]
    public async Task An_existing_build_adds_the_package_and_one_interface()
    {
        // The embedded host is the stand-in for the package Nuke.Common, which not every feed has.
        Directory.CreateDirectory(_machine.PathOf("existing/.nuke"));
        _machine.Write("existing/old/Dockerfile", "FROM scratch\nCOPY app.py /\n");
        _machine.Write("existing/old/app.py", "");
        _machine.Write("existing/build/_build.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Nuke.Docker.BuildKit.EmbeddedHost" Version="0.1.0" />
                <PackageReference Include="Nuke.Docker.BuildKit.Components.Embedded" Version="0.1.0" />
              </ItemGroup>
            </Project>
            """);
        // The namespaces of the components come with the package.
        _machine.Write("existing/build/Build.cs", """
            using System.Collections.Generic;
            using Nuke.Common;

            class Build : NukeBuild, IDockerBuild
            {
                public static int Main() => Execute<Build>(x => x.Compile);

                Target Compile => _ => _.Executes(() => { });

                IEnumerable<DockerImage> IHazDockerImages.Images => [new("old") { Context = RootDirectory / "old" }];
            }
            """);

        var output = await _machine.RunAsync("existing", "dotnet run --project build -- Compile DockerBuild");

        Assert.That(output, Does.Contain("Building old:latest").And.Match(@"Compile\s+Succeeded").And.Match(@"DockerBuild\s+Succeeded"));
    }

    [Test]
    public async Task A_build_in_one_file_runs()
    {
        var page = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs/hosts.md"));
        Directory.CreateDirectory(_machine.PathOf("file/.nuke"));
        _machine.Write("file/build.cs", BlockOfFile().Match(page).Groups["code"].Value);
        _machine.Write("file/Dockerfile", "FROM scratch\nCOPY build.cs /\n");

        var output = await _machine.RunAsync("file", "dotnet build.cs -- --help && dotnet build.cs DockerBuild");

        Assert.That(output, Does.Contain("DockerBuild (default)").And.Contain("Building bot:latest").And.Match(@"DockerBuild\s+Succeeded"));
    }

    [Test]
    public void Each_package_says_what_it_is_and_changes_no_build()
    {
        foreach (var file in Directory.GetFiles(_machine.Feed, "*.nupkg"))
        {
            using var package = ZipFile.OpenRead(file);
            var names = package.Entries.Select(entry => Uri.UnescapeDataString(entry.FullName)).ToList();
            var build = names.Where(name => name.StartsWith("build", StringComparison.Ordinal));

            Assert.Multiple(() =>
            {
                Assert.That(names, Is.SupersetOf(["README.md", "icon.png"]), file);
                Assert.That(build, Is.All.EqualTo("build/Nuke.Docker.BuildKit.Components.Embedded.props"), file);
            });
        }
    }

    private static bool IsCompiledAhead(string file)
    {
        using var reader = new PEReader(File.OpenRead(file));
        return reader.PEHeaders.CorHeader is { ManagedNativeHeaderDirectory.Size: > 0 };
    }

    [GeneratedRegex(@"^```bash\n(?<code>.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline, matchTimeoutMilliseconds: 5000)]
    private static partial Regex FirstBlock();

    [GeneratedRegex(@"^```csharp\n(?<code>#:package.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline, matchTimeoutMilliseconds: 5000)]
    private static partial Regex BlockOfFile();
}
