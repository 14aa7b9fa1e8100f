using System.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Nuke.Docker.BuildKit.Components.Tests.Documentation;

/// <summary>The C# examples of README and docs compile, and each build class of them starts.</summary>
public sealed class ExampleSpecs
{
    // Lines such as #:package, for builds in one file.
    private static readonly CSharpParseOptions s_options = CSharpParseOptions.Default.WithFeatures([KeyValuePair.Create("FileBasedProgram", "true")]);

    [TestCaseSource(nameof(Examples))]
    public void An_example_compiles(string code)
    {
        var problems = Compile(code, "Example").GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning);

        Assert.That(problems, Is.Empty);
    }

    [TestCaseSource(nameof(BuildClasses))]
    public async Task A_build_class_of_an_example_lists_its_targets(string code)
    {
        // In the folder of the libraries that it needs: without a deps.json file, all libraries of its folder are loaded.
        var assembly = $"Example{Guid.NewGuid():N}";
        var program = Path.Combine(TestContext.CurrentContext.TestDirectory, $"{assembly}.dll");
        var root = Directory.CreateTempSubdirectory("example-");
        try
        {
            root.CreateSubdirectory(".nuke");
            Assert.That(Compile(code, assembly).Emit(program).Success, "it doesn't compile");

            var (exitCode, output) = await RunAsync(root.FullName, program, "--help");

            Assert.That(exitCode, Is.Zero, output);
            Assert.That(output, Does.Contain("Targets").And.Contain("(default)"));
        }
        finally
        {
            File.Delete(program);
            root.Delete(recursive: true);
        }
    }

    private static IEnumerable<TestCaseData> Examples() => Pages.Blocks("csharp").Select(Case);

    private static IEnumerable<TestCaseData> BuildClasses() =>
        Pages.Blocks("csharp").Where(block => block.Code.Contains(": NukeBuild", StringComparison.Ordinal)).Select(Case);

    private static TestCaseData Case((string Page, int Number, string Code) block) =>
        new TestCaseData(block.Code).SetArgDisplayNames($"{block.Page}, block {block.Number}");

    private static CSharpCompilation Compile(string code, string assembly)
    {
        var trusted = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        return CSharpCompilation.Create(
            assembly,
            [CSharpSyntaxTree.ParseText(code, s_options)],
            trusted.Select(file => MetadataReference.CreateFromFile(file)),
            new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable));
    }

    private static async Task<(int ExitCode, string Output)> RunAsync(string root, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { WorkingDirectory = root, UseShellExecute = false, RedirectStandardOutput = true };
        var configuration = Path.Combine(TestContext.CurrentContext.TestDirectory, "UserBuild.runtimeconfig.json");
        foreach (var argument in (string[])["exec", "--runtimeconfig", configuration, program, .. arguments])
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output);
    }
}
