using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using Nuke.Docker.BuildKit.Generator.Specifications;
using Nuke.Docker.BuildKit.Generator.Writing;

namespace Nuke.Docker.BuildKit.Generator;

/// <summary>Turns each additional file <c>Specifications/*.json</c> into settings records with their verbs and a tasks class.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class SpecificationGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var files = context.AdditionalTextsProvider
            .Where(file => Path.GetFileName(Path.GetDirectoryName(file.Path)) == "Specifications" && file.Path.EndsWith(".json", StringComparison.Ordinal))
            .Select((file, cancellation) => new SpecificationFile(file.Path, file.GetText(cancellation)?.ToString() ?? ""));
        // Only what is missing is handed on: a change elsewhere in the project doesn't generate anything again.
        var complete = files
            .Select((file, _) => (File: file, Types: TypeLookup.NamesIn(file)))
            .Combine(context.CompilationProvider)
            .Select((pair, _) => (pair.Left.File, Missing: TypeLookup.Missing(pair.Left.Types, pair.Right)));
        context.RegisterSourceOutput(complete, (output, input) => Generate(output, input.File, input.Missing.Split('\n')));
    }

    private static void Generate(SourceProductionContext context, SpecificationFile file, IReadOnlyCollection<string> missing)
    {
        var report = new Reporter(file, context.ReportDiagnostic);
        if (SpecificationReader.Read(file.Text, report, missing) is not { } specification || report.HasErrors)
            return;

        foreach (var command in specification.Commands)
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            var code = new CodeWriter();
            SettingsWriter.Write(code, command);
            VerbsWriter.Write(code, command);
            Add($"{command.SettingsName}.g.cs", code);
        }

        if (specification.Globals.Count > 0)
        {
            var code = new CodeWriter();
            ToolSettingsWriter.Write(code, specification);
            Add($"{specification.BaseName}.g.cs", code);
        }

        var tasks = new CodeWriter();
        TasksWriter.Write(tasks, specification);
        Add($"{specification.TasksName}.g.cs", tasks);

        void Add(string name, CodeWriter code) => context.AddSource(name, SourceText.From(code.ToString(), Encoding.UTF8));
    }
}
