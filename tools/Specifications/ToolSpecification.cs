using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Specifications;

/// <summary>A tool's commands and flags, as the file <c>buildx.json</c>, <c>compose.json</c> or <c>docker.json</c> holds them.</summary>
public sealed class ToolSpecification
{
    private ToolSpecification(JsonObject json) => Json = json;

    /// <summary><c>buildx</c>, <c>compose</c> or <c>docker</c>.</summary>
    public string Tool => (string)Json["tool"]!;

    /// <summary>How the tool is typed: <c>docker buildx</c>.</summary>
    public string Line => string.Join(' ', Json["words"]!.AsArray().Select(word => (string)word!).Prepend("docker"));

    /// <summary>True if it omits commands on purpose; those aren't missing.</summary>
    public bool Partial => (bool?)Json["partial"] ?? false;

    /// <summary>Flags that precede the command's words.</summary>
    public ImmutableArray<SpecifiedFlag> Globals => Flags(Json["globals"]);

    /// <summary>Groups, experimental ones and ones that are gone included.</summary>
    public ImmutableArray<SpecifiedCommand> Commands => [.. Json["commands"]!.AsArray().Select(command => Command(command!.AsObject()))];

    internal JsonObject Json { get; }

    /// <summary>Reads a specification.</summary>
    /// <exception cref="System.Text.Json.JsonException">Not JSON.</exception>
    public static ToolSpecification Parse(string text) => new(JsonNode.Parse(text)!.AsObject());

    /// <summary>The file's text, one flag a line.</summary>
    public string ToText() => SpecificationWriter.Write(Json);

    private SpecifiedCommand Command(JsonObject json)
    {
        var name = (string)json["name"]!;
        var since = Version.Parse((string)json["since"]!);
        var inherited = (json["uses"]?.AsArray() ?? []).SelectMany(set => Flags(Json["sets"]![(string)set!]));
        return new SpecifiedCommand(
            name,
            $"{Line} {name}".TrimEnd(),
            [.. (json["aliases"]?.AsArray() ?? []).Select(alias => (string)alias!)],
            since,
            Last(json),
            (bool?)json["optional"] ?? false,
            [.. (json["positionals"]?.AsArray() ?? []).Select(positional => (string)positional!["usage"]!)],
            [.. inherited.Concat(Flags(json["flags"])).Select(flag => flag.Since < since ? flag with { Since = since } : flag)]);
    }

    private static ImmutableArray<SpecifiedFlag> Flags(JsonNode? list) => [.. (list?.AsArray() ?? []).Select(flag => new SpecifiedFlag(
        (string)flag!["name"]!,
        [.. (flag["spellings"]?.AsArray() ?? []).Select(spelling => (string)spelling!)],
        (string)flag["kind"]!,
        (string?)flag["default"],
        Version.Parse((string)flag["since"]!),
        Last(flag),
        (bool?)flag["optional"] ?? false))];

    private static Version? Last(JsonNode json) => json["last"] is { } last ? Version.Parse((string)last!) : null;
}
