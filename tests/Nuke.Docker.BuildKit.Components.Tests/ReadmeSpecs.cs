using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Nuke.Docker.BuildKit.Components.Tests;

/// <summary>What the README shows has to compile as it stands there.</summary>
public sealed partial class ReadmeSpecs
{
    [TestCaseSource(nameof(Blocks))]
    public void A_code_block_of_the_README_compiles(string code)
    {
        var trusted = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        var compilation = CSharpCompilation.Create(
            "Readme",
            [CSharpSyntaxTree.ParseText(code)],
            trusted.Select(file => MetadataReference.CreateFromFile(file)),
            new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable));

        var problems = compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning);

        Assert.That(problems, Is.Empty);
    }

    private static IEnumerable<TestCaseData> Blocks() =>
        CodeBlock().Matches(File.ReadAllText(Repository.File("README.md")))
            .Select((match, index) => new TestCaseData(match.Groups["code"].Value).SetArgDisplayNames($"block {index + 1}"));

    [GeneratedRegex(@"^```csharp\n(?<code>.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex CodeBlock();
}
