using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Nuke.Docker.BuildKit.Generator.Specifications;

namespace Nuke.Docker.BuildKit.Generator;

/// <summary>Looks for the hand-written types that a specification names, so that a wrong name is told where it stands and not in generated code.</summary>
internal static class TypeLookup
{
    // Those that generated files, or the project for all of its files, have a using of.
    private static readonly string[] s_namespaces =
    [
        "Nuke.Docker.BuildKit.Commands", "Nuke.Docker.BuildKit.Text", "Nuke.Docker.BuildKit.Builds", "Nuke.Docker.BuildKit.Reports", "Nuke.Docker.BuildKit.Processes", "Nuke.Docker.BuildKit",
        "System.Collections.Generic", "System.Collections.Immutable", "System",
    ];

    /// <summary>The names in a specification; those of enumerations begin with <c>enum </c>.</summary>
    public static IReadOnlyList<string> NamesIn(SpecificationFile file) =>
        SpecificationReader.Read(file.Text, new Reporter(file, _ => { }), missing: []) is { } tool
            ? [.. tool.Types.Select(type => type.Sort == "enum" ? $"enum {type.Name}" : type.Name), .. tool.Commands.Select(command => command.Returns).OfType<string>().Distinct()]
            : [];

    /// <summary>Those of the names that the compilation doesn't have, as one text, which is comparable.</summary>
    public static string Missing(IReadOnlyList<string> names, Compilation compilation) =>
        string.Join("\n", names.Where(name => !Has(name, compilation)).Select(name => name.Replace("enum ", "")));

    private static bool Has(string name, Compilation compilation) => name.StartsWith("enum ", StringComparison.Ordinal)
        ? Find(name.Substring(5), 0, compilation).Any(type => type.TypeKind == TypeKind.Enum)
        : SyntaxFactory.ParseTypeName(name).DescendantNodesAndSelf().OfType<SimpleNameSyntax>().All(part => Find(part.Identifier.Text, part.Arity, compilation).Any());

    private static IEnumerable<INamedTypeSymbol> Find(string name, int arity, Compilation compilation) => s_namespaces
        .Select(scope => compilation.GetTypeByMetadataName(arity == 0 ? $"{scope}.{name}" : $"{scope}.{name}`{arity}"))
        .OfType<INamedTypeSymbol>();
}
