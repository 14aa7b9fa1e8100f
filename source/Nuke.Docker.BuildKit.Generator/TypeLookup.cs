using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Nuke.Docker.BuildKit.Generator.Specifications;

namespace Nuke.Docker.BuildKit.Generator;

/// <summary>
/// Looks up the hand-written types that a specification names, so that a wrong name is reported in the specification and not in generated code.
/// </summary>
internal static class TypeLookup
{
    // Namespaces that the generated files or all files of the project import.
    private static readonly string[] s_namespaces =
    [
        "Nuke.Docker.BuildKit.Commands", "Nuke.Docker.BuildKit.Text", "Nuke.Docker.BuildKit.Builds", "Nuke.Docker.BuildKit.Reports",
            "Nuke.Docker.BuildKit.Processes", "Nuke.Docker.BuildKit",
        "System.Collections.Generic", "System.Collections.Immutable", "System",
    ];

    /// <summary>Returns the types that a specification names and C# must have; those of enumerations begin with <c>enum </c>.</summary>
    public static TypeNames NamesIn(SpecificationFile file)
    {
        var report = new Reporter(file, _ => { });
        if (file.IsValues)
            return new TypeNames(ValueSpecificationReader.Read(file.Text, report, missing: [])?.Families.Select(family => family.Name), usings: null);
        return SpecificationReader.Read(file.Text, report, missing: []) is { } tool
            ? new TypeNames(
                [
                    .. tool.Types.Select(type => type.Sort == "enum" ? $"enum {type.Name}" : type.Name),
                    .. tool.Commands.Select(command => command.Returns).OfType<string>(),
                    .. tool.Commands.SelectMany(command => command.Answers).SelectMany(answer => new[] { answer.Returns, AnswerReader.ClassOf(answer.Reader) }),
                ],
                tool.Usings)
            : new TypeNames(names: null, usings: null);
    }

    /// <summary>Returns the enumerations that a specification declares, which are not part of the compilation yet.</summary>
    public static IReadOnlyList<string> DeclaredIn(SpecificationFile file) => file.IsValues
        ? [.. (ValueSpecificationReader.Read(file.Text, new Reporter(file, _ => { }), missing: [])?.Enumerations ?? [])
            .Select(enumeration => $"enum {enumeration.Name}")]
        : [];

    /// <summary>Returns the names that are neither in the compilation nor in a specification, as one text, which can be compared.</summary>
    public static string Missing(TypeNames types, Compilation compilation, IEnumerable<string> declared) =>
        string.Join("\n", types.Names.Where(name => !declared.Contains(name) && !Has(name, types.Usings, compilation))
            .Select(name => name.Replace("enum ", "")));

    private static bool Has(string name, IReadOnlyList<string> usings, Compilation compilation) => name.StartsWith("enum ", StringComparison.Ordinal)
        ? Find(name.Substring(5), 0, usings, compilation).Any(type => type.TypeKind == TypeKind.Enum)
        : SyntaxFactory.ParseTypeName(name).DescendantNodesAndSelf().OfType<SimpleNameSyntax>()
            .All(part => Find(part.Identifier.Text, part.Arity, usings, compilation).Any());

    private static IEnumerable<INamedTypeSymbol> Find(string name, int arity, IReadOnlyList<string> usings, Compilation compilation) =>
        s_namespaces.Concat(usings)
            .Select(scope => compilation.GetTypeByMetadataName(arity == 0 ? $"{scope}.{name}" : $"{scope}.{name}`{arity}"))
            .OfType<INamedTypeSymbol>();
}
