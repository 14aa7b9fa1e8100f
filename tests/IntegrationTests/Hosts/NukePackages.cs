using System.IO.Compression;

namespace IntegrationTests.Hosts;

/// <summary>
/// Stand-ins for the packages of NUKE 10.1.0, with the dependencies that the real ones declare. Only the stand-in for Nuke.Common
/// holds an assembly: the embedded host, compiled under that name. Third-party packages come from the configured feeds, except
/// those that partial mirrors don't serve in the version asked for: these are stand-ins without an assembly.
/// </summary>
internal static class NukePackages
{
    public const string Version = "10.1.0";

    private const string Declared = $"""
        Nuke.Common {Version}: Nuke.Build {Version}, Nuke.Build.Shared {Version}, Nuke.ProjectModel {Version}, Nuke.SolutionModel {Version}
        Nuke.Common {Version}: Nuke.Tooling {Version}, Nuke.Utilities {Version}, Nuke.Utilities.IO.Compression {Version}, Nuke.Utilities.IO.Globbing {Version}
        Nuke.Common {Version}: Nuke.Utilities.Net {Version}, Nuke.Utilities.Text.Json {Version}, Octokit 14.0.0, Azure.Identity 1.17.1
        Nuke.Common {Version}: Azure.Security.KeyVault.Certificates 4.8.0, Azure.Security.KeyVault.Keys 4.8.0, Azure.Security.KeyVault.Secrets 4.8.0
        Nuke.Build {Version}: Nuke.Build.Shared {Version}, Nuke.ProjectModel {Version}, Nuke.SolutionModel {Version}, Nuke.Tooling {Version}
        Nuke.Build {Version}: Nuke.Utilities {Version}, Nuke.Utilities.IO.Compression {Version}, Nuke.Utilities.IO.Globbing {Version}
        Nuke.Build {Version}: Nuke.Utilities.Net {Version}, Nuke.Utilities.Text.Json {Version}, Nuke.Utilities.Text.Yaml {Version}
        Nuke.Build {Version}: Microsoft.ApplicationInsights 2.23.0, Microsoft.Extensions.DependencyModel 10.0.0, NJsonSchema 11.5.2
        Nuke.Build {Version}: NJsonSchema.NewtonsoftJson 11.5.2, Serilog.Formatting.Compact 3.0.0, Serilog.Formatting.Compact.Reader 4.0.0
        Nuke.Build {Version}: Serilog.Sinks.Console 6.1.1, Serilog.Sinks.File 7.0.0
        Nuke.Build.Shared {Version}:
        Nuke.ProjectModel {Version}: Microsoft.Build 18.0.2, Microsoft.Build.Framework 18.0.2, Microsoft.Build.Utilities.Core 18.0.2
        Nuke.ProjectModel {Version}: Microsoft.Build.Locator 1.7.8
        Nuke.SolutionModel {Version}:
        Nuke.Tooling {Version}: Newtonsoft.Json 13.0.4, NuGet.Packaging 6.12.1, Serilog 4.3.0
        Nuke.Utilities {Version}: JetBrains.Annotations 2025.2.2
        Nuke.Utilities.IO.Compression {Version}: SharpZipLib 1.4.2
        Nuke.Utilities.IO.Globbing {Version}: Glob 1.1.9
        Nuke.Utilities.Net {Version}:
        Nuke.Utilities.Text.Json {Version}: System.Text.Json 10.0.0
        Nuke.Utilities.Text.Yaml {Version}: YamlDotNet 16.3.0
        """;

    private const string NotServedEverywhere = """
        Azure.Security.KeyVault.Certificates 4.8.0: Azure.Core 1.46.1
        Azure.Security.KeyVault.Keys 4.8.0: Azure.Core 1.46.1
        Glob 1.1.9:
        Microsoft.Build 18.0.2: Microsoft.Build.Framework 18.0.2
        NJsonSchema 11.5.2: NJsonSchema.Annotations 11.5.2
        NJsonSchema.Annotations 11.5.2:
        NJsonSchema.NewtonsoftJson 11.5.2: NJsonSchema 11.5.2, Newtonsoft.Json 13.0.3
        NuGet.Packaging 6.12.1: Newtonsoft.Json 13.0.3
        Serilog.Formatting.Compact.Reader 4.0.0: Newtonsoft.Json 13.0.3, Serilog 4.0.0
        """;

    /// <summary>Gets the lowest versions that the packages of NUKE ask for, by the name of the package.</summary>
    public static IReadOnlyDictionary<string, Version> LowestVersions { get; } =
        Read(Declared).SelectMany(package => package.Dependencies).Distinct()
            .ToDictionary(package => package.Id, package => System.Version.Parse(package.Version));

    /// <summary>Writes the stand-ins into a folder that is a feed.</summary>
    /// <param name="feed">The folder.</param>
    /// <param name="assembly">The assembly of Nuke.Common; <c>null</c> leaves a package that nothing can be compiled against.</param>
    public static void Write(string feed, string? assembly)
    {
        Directory.CreateDirectory(feed);
        foreach (var (id, version, dependencies) in Read(Declared).Concat(Read(NotServedEverywhere)))
            Write(Path.Combine(feed, $"{id}.{version}.nupkg"), id, version, dependencies, id == "Nuke.Common" ? assembly : null);
    }

    private static void Write(string file, string id, string version, IEnumerable<(string Id, string Version)> dependencies, string? assembly)
    {
        File.Delete(file);
        using var package = ZipFile.Open(file, ZipArchiveMode.Create);
        using (var manifest = new StreamWriter(package.CreateEntry($"{id}.nuspec").Open()))
        {
            manifest.Write($"""
                <package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd">
                  <metadata>
                    <id>{id}</id>
                    <version>{version}</version>
                    <authors>Tests of Nuke.Docker.BuildKit</authors>
                    <description>A stand-in for tests: not the real {id}</description>
                    <dependencies>
                      <group targetFramework="net10.0">
                        {string.Concat(dependencies.Select(dependency => $"""<dependency id="{dependency.Id}" version="{dependency.Version}" />"""))}
                      </group>
                    </dependencies>
                  </metadata>
                </package>
                """);
        }

        if (assembly is null)
            package.CreateEntry("lib/net10.0/_._");
        else
            package.CreateEntryFromFile(assembly, $"lib/net10.0/{id}.dll");
    }

    private static IEnumerable<(string Id, string Version, IReadOnlyList<(string Id, string Version)> Dependencies)> Read(string lines) =>
        from line in lines.Split('\n')
        let parts = line.Split(':', StringSplitOptions.TrimEntries)
        let dependencies = parts[1].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(ReadPackage)
        group dependencies by ReadPackage(parts[0]) into package
        select (package.Key.Id, package.Key.Version, (IReadOnlyList<(string, string)>)[.. package.SelectMany(dependencies => dependencies)]);

    private static (string Id, string Version) ReadPackage(string text) => (text.Split(' ')[0], text.Split(' ')[1]);
}
