using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Nuke.Docker.BuildKit.Generator.Tests;

/// <summary>Runs the generator as a compiler would.</summary>
internal static class Generation
{
    public static GeneratorDriver Driver(params AdditionalText[] files) => CSharpGeneratorDriver.Create(
        [new SpecificationGenerator().AsSourceGenerator()],
        files,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    public static CSharpCompilation Compilation() => CSharpCompilation.Create(
        "Generated",
        references: ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(file => !file.Contains("Nuke.", StringComparison.Ordinal))
            .Select(file => MetadataReference.CreateFromFile(file)),
        options: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    public static GeneratorDriverRunResult Run(string specification) =>
        Driver(new MemoryText("/src/Specifications/tool.json", specification)).RunGenerators(Compilation()).GetRunResult();

    public static IReadOnlyDictionary<string, string> Sources(string specification)
    {
        var result = Run(specification);
        Assert.That(result.Diagnostics, Is.Empty);
        return result.Results.Single().GeneratedSources.ToDictionary(source => source.HintName, source => source.SourceText.ToString(), StringComparer.Ordinal);
    }

    public static ImmutableArray<Diagnostic> Diagnostics(string specification) => Run(specification).Diagnostics;

    internal sealed class MemoryText(string path, string text) : AdditionalText
    {
        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
    }
}
