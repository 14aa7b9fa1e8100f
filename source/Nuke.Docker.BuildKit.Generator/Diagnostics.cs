using Microsoft.CodeAnalysis;

namespace Nuke.Docker.BuildKit.Generator;

/// <summary>Errors in a specification.</summary>
internal static class Diagnostics
{
    public static DiagnosticDescriptor Syntax { get; } = Error("NDB0001", "Not JSON", "The specification is not JSON: {0}");

    public static DiagnosticDescriptor Missing { get; } = Error("NDB0002", "Missing or of the wrong type", "{0}");

    public static DiagnosticDescriptor Unknown { get; } = Error("NDB0003", "Unknown member", "'{0}' is not a member of {1}; valid members: {2}");

    public static DiagnosticDescriptor UnknownValue { get; } = Error("NDB0004", "Unknown name", "'{0}' is not a {1}; valid values: {2}");

    public static DiagnosticDescriptor Twice { get; } = Error("NDB0005", "Name taken", "{0}");

    public static DiagnosticDescriptor Malformed { get; } = Error("NDB0006", "Malformed", "'{0}' is not a {1}; write {2}");

    public static DiagnosticDescriptor NoSuchType { get; } = Error("NDB0007", "Unknown type", "The {1} '{0}' does not exist in C#");

    public static DiagnosticDescriptor UnusedType { get; } =
        new("NDB0008", "Unused type", "No flag has values of the type '{0}'", "Specification", DiagnosticSeverity.Warning, isEnabledByDefault: true);

    private static DiagnosticDescriptor Error(string id, string title, string message) =>
        new(id, title, message, "Specification", DiagnosticSeverity.Error, isEnabledByDefault: true);
}
