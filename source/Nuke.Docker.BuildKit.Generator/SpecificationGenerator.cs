using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using Nuke.Docker.BuildKit.Generator.Specifications;
using Nuke.Docker.BuildKit.Generator.Writing;

namespace Nuke.Docker.BuildKit.Generator;

/// <summary>
/// Generates settings records, their verbs and a tasks class from each additional file <c>Specifications/*.json</c>, and the values of flags from
/// <c>values.json</c>.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class SpecificationGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var files = context.AdditionalTextsProvider
            .Where(file => Path.GetFileName(Path.GetDirectoryName(file.Path)) == "Specifications" && file.Path.EndsWith(".json", StringComparison.Ordinal))
            .Select((file, cancellation) => new SpecificationFile(file.Path, file.GetText(cancellation)?.ToString() ?? ""));
        var declared = files.SelectMany((file, _) => TypeLookup.DeclaredIn(file)).Collect();
        // Only the missing names are passed on: a change elsewhere in the project does not run the generation again.
        var complete = files
            .Select((file, _) => (File: file, Types: TypeLookup.NamesIn(file)))
            .Combine(context.CompilationProvider.Combine(declared))
            .Select((pair, _) => (pair.Left.File, Missing: TypeLookup.Missing(pair.Left.Types, pair.Right.Left, pair.Right.Right)));
        context.RegisterSourceOutput(complete, (output, input) => Generate(output, input.File, input.Missing.Split('\n')));
    }

    private static void Generate(SourceProductionContext context, SpecificationFile file, IReadOnlyCollection<string> missing)
    {
        var report = new Reporter(file, context.ReportDiagnostic);
        if (file.IsValues)
        {
            if (ValueSpecificationReader.Read(file.Text, report, missing) is { } values && !report.HasErrors)
                GenerateValues(context, values);
        }
        else if (SpecificationReader.Read(file.Text, report, missing) is { } tool && !report.HasErrors)
        {
            GenerateTool(context, tool);
        }
    }

    private static void GenerateValues(SourceProductionContext context, ValueSpecification specification)
    {
        foreach (var enumeration in specification.Enumerations)
            Add(context, enumeration.Name, code => EnumerationsWriter.Write(code, enumeration));
        Add(context, "FlagValues", code => EnumerationsWriter.WriteSpellings(code, specification.Enumerations));
        foreach (var record in specification.Records)
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            Add(context, record.Name, code =>
            {
                ValueRecordWriter.Write(code, record);
                ValueVerbsWriter.Write(code, record);
            });
        }

        Add(context, "ValueReader", code => ValueReaderWriter.Write(code, specification));
        Add(context, "FirstVersions", code => FirstVersionsWriter.Write(code, specification));
    }

    private static void GenerateTool(SourceProductionContext context, ToolSpecification specification)
    {
        foreach (var command in specification.Commands)
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            Add(context, command.SettingsName, code =>
            {
                SettingsWriter.Write(code, command);
                VerbsWriter.Write(code, command);
            });
        }

        if (specification.Globals.Count > 0)
            Add(context, specification.BaseName, code => ToolSettingsWriter.Write(code, specification));
        Add(context, specification.TasksName, code => TasksWriter.Write(code, specification));
    }

    private static void Add(SourceProductionContext context, string name, Action<CodeWriter> write)
    {
        var code = new CodeWriter();
        write(code);
        context.AddSource($"{name}.g.cs", SourceText.From(code.ToString(), Encoding.UTF8));
    }
}
