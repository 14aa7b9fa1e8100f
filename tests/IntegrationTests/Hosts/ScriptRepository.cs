using System.Reflection;

namespace IntegrationTests.Hosts;

/// <summary>
/// A repository with one of this repository's scripts and a build that prints its arguments and compiles in seconds. <c>exit N</c> ends it with N.
/// Scripts are run by PowerShell from its packages, as <c>pwsh -File</c> does.
/// </summary>
internal sealed class ScriptRepository : IDisposable
{
    private const string Build = """
        foreach (var arg in args)
            System.Console.WriteLine($"[{arg}]");
        return args is ["exit", var code] ? int.Parse(code) : 0;
        """;

    private readonly string _parent = Directory.CreateTempSubdirectory("scripts-").FullName;

    /// <param name="script">The script, by its path in this repository.</param>
    /// <param name="name">The name of the folder.</param>
    public ScriptRepository(string script, string name = "repository")
    {
        Root = Path.Combine(_parent, name);
        Write("build/_build.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <NuGetAudit>false</NuGetAudit>
              </PropertyGroup>
            </Project>
            """);
        Write("build/Build.cs", Build);
        Write("build/Feeds.proj", """
            <Project DefaultTargets="Ask">
              <Target Name="Ask">
                <WriteLinesToFile File="../.nuke/temp/Feeds.props" Lines="&lt;Project /&gt;" Overwrite="true" />
              </Target>
            </Project>
            """);
        foreach (var props in new[] { "Directory.Build.props", "Directory.Packages.props" })
            Write(props, "<Project />");
        foreach (var input in new[] { "source/a.txt", "templates/wiring/a.txt", "tests/SealedInputs/a.txt", "tools/Specifications/a.txt", ".editorconfig" })
            Write(input, "");
        File.Copy(Path.Combine(Repository.Root, "global.json"), PathOf("global.json"));
        File.Copy(Path.Combine(Repository.Root, script), PathOf("build.ps1"));
    }

    public string Root { get; }

    /// <summary>The assembly of PowerShell as a program.</summary>
    public static string PowerShell { get; } =
        typeof(ScriptRepository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "PowerShellHost").Value!;

    public string PathOf(string path) => Path.Combine(Root, path);

    public void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(path))!);
        File.WriteAllText(PathOf(path), text);
    }

    /// <summary>Runs the script to its end.</summary>
    public Task<Run> RunAsync(params string[] arguments) => RunAsync(Root, PathOf("build.ps1"), new Dictionary<string, string?>(), arguments);

    public Task<Run> RunAsync(IReadOnlyDictionary<string, string?> variables, params string[] arguments) =>
        RunAsync(Root, PathOf("build.ps1"), variables, arguments);

    /// <summary>Runs a script in a folder, with variables on top of those of the test run.</summary>
    public static Task<Run> RunAsync(string directory, string script, IReadOnlyDictionary<string, string?> variables, params string[] arguments)
    {
        var environment = new Dictionary<string, string?>
        {
            ["NO_COLOR"] = "1",
            ["MSBUILDDISABLENODEREUSE"] = "1",
            ["NukeHost"] = null,
            ["NukeHostChoice"] = null,
        };
        foreach (var (name, value) in variables)
            environment[name] = value;
        return Run.Start(directory, DotNetSdk.Program, [PowerShell, "-NoProfile", "-NonInteractive", "-File", script, .. arguments], environment).EndAsync();
    }

    public void Dispose() => Directory.Delete(_parent, recursive: true);
}
