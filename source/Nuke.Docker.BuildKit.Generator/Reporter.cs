using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Nuke.Docker.BuildKit.Generator;

/// <summary>Reports errors with their position in the specification.</summary>
internal sealed class Reporter(SpecificationFile file, Action<Diagnostic> report)
{
    private SourceText? _lines;

    public bool HasErrors { get; private set; }

    public void Add(DiagnosticDescriptor descriptor, TextSpan span, params object[] arguments)
    {
        HasErrors |= descriptor.DefaultSeverity == DiagnosticSeverity.Error;
        _lines ??= SourceText.From(file.Text);
        report(Diagnostic.Create(descriptor, Location.Create(file.Path, span, _lines.Lines.GetLinePositionSpan(span)), arguments));
    }
}
