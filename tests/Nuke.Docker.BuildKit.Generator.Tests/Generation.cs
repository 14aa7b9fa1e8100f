using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Nuke.Docker.BuildKit.Generator.Tests;

/// <summary>Runs the generator as a compiler would.</summary>
internal static class Generation
{
    /// <summary>Types that the specifications of these tests name.</summary>
    public const string Types = "public class Platform; public enum ProgressMode; public class BuildReport;";

    public static GeneratorDriver Driver(params AdditionalText[] files) => CSharpGeneratorDriver.Create(
        [new SpecificationGenerator().AsSourceGenerator()],
        files,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    /// <param name="types">Hand-written types, in the library's namespace for them.</param>
    public static CSharpCompilation Compilation(string types = Types) => CSharpCompilation.Create(
        "Generated",
        [CSharpSyntaxTree.ParseText($"namespace Nuke.Docker.BuildKit.Commands; {types}")],
        references: ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(file => !file.Contains("Nuke.", StringComparison.Ordinal))
            .Select(file => MetadataReference.CreateFromFile(file)),
        options: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    public static GeneratorDriverRunResult Run(string specification, string types = Types, string file = "tool.json") =>
        Driver(new MemoryText($"/src/Specifications/{file}", specification)).RunGenerators(Compilation(types)).GetRunResult();

    public static IReadOnlyDictionary<string, string> Sources(string specification, string types = Types, string file = "tool.json")
    {
        var result = Run(specification, types, file);
        Assert.That(result.Diagnostics, Is.Empty);
        return result.Results.Single().GeneratedSources.ToDictionary(source => source.HintName, source => source.SourceText.ToString(), StringComparer.Ordinal);
    }

    public static ImmutableArray<Diagnostic> Diagnostics(string specification, string types = Types) => Run(specification, types).Diagnostics;

    internal sealed class MemoryText(string path, string text) : AdditionalText
    {
        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
    }
}
