using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Nuke.Docker.BuildKit.Python.Projects.Internal;

/// <param name="Context">The folder that it is built from, relative to the compose file; null: it is not built.</param>
/// <param name="Command">Null: the image's own.</param>
/// <param name="Health">The command of its health check; null: none.</param>
internal sealed record ComposeService(
    string Name, string? Context, IReadOnlyList<IReadOnlyList<string>>? Command, IReadOnlyList<string>? Health, SourceLocation Where)
{
    /// <summary>The only port of the container that is published; null: there is none, or several.</summary>
    public (int Port, SourceLocation Where)? Published { get; init; }
}

/// <summary>Reads the services of an existing compose file, as far as they tell how a program is started.</summary>
internal static class ComposeFile
{
    /// <returns>Empty if the file cannot be read as a compose file: it is evidence, not an input.</returns>
    public static IReadOnlyList<ComposeService> Read(ProjectFiles files, string path)
    {
        if (YamlFile.Read(files, path) is not { } root || Child(root, "services") is not YamlMappingNode services)
            return [];
        List<ComposeService> found = [];
        foreach (var (key, value) in services.Children)
        {
            if (key is not YamlScalarNode { Value: { } name } || value is not YamlMappingNode service)
                continue;
            var context = Child(service, "build") switch
            {
                YamlScalarNode { Value: { } folder } => folder,
                YamlMappingNode build => (Child(build, "context") as YamlScalarNode)?.Value ?? ".",
                // The service that it extends is built.
                null when Child(service, "image") is null && Child(service, "extends") is not null => ".",
                _ => null,
            };
            var line = (Child(service, "command") ?? key).Start.Line;
            found.Add(new(name, context, Words(Child(service, "command")) ?? Words(Child(service, "entrypoint")), Health(service),
                new(path, int.CreateSaturating(line))) { Published = Published(service, path) });
        }

        return found;
    }

    private static (int Port, SourceLocation Where)? Published(YamlMappingNode service, string path)
    {
        if (Child(service, "ports") is not YamlSequenceNode ports || ports.Children is not [var only])
            return null;
        var text = only switch
        {
            YamlMappingNode mapping => (Child(mapping, "target") as YamlScalarNode)?.Value,
            // "127.0.0.1:8080:5000/tcp", "${PORT:-8080}:5000"
            YamlScalarNode { Value: { } value } => value.Split('/')[0] is var address && address.LastIndexOf('}') is var brace
                ? address[(Math.Max(brace, address.LastIndexOf(':')) + 1)..] : null,
            _ => null,
        };
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and < 65536
            ? (port, new(path, int.CreateSaturating(only.Start.Line)))
            : null;
    }

    private static List<string>? Health(YamlMappingNode service)
    {
        if (Child(service, "healthcheck") is not YamlMappingNode check)
            return null;
        var test = Child(check, "test");
        return CommandLines.Raw(Words(test), (test as YamlScalarNode)?.Value)?.SkipWhile(word => word is "CMD" or "CMD-SHELL").ToList();
    }

    /// <summary>The value of a key, also of one that is merged: <c>&lt;&lt;: *common</c>.</summary>
    private static YamlNode? Child(YamlMappingNode node, string key, int depth = 0)
    {
        if (node.Children.TryGetValue(new YamlScalarNode(key), out var value))
            return value;
        if (depth > 3 || !node.Children.TryGetValue(new YamlScalarNode("<<"), out var merged))
            return null;
        return (merged is YamlSequenceNode several ? several.Children.Take(8) : [merged]).OfType<YamlMappingNode>()
            .Select(other => Child(other, key, depth + 1)).FirstOrDefault(found => found is not null);
    }

    private static IReadOnlyList<IReadOnlyList<string>>? Words(YamlNode? node) => node switch
    {
        YamlScalarNode { Value: { Length: > 0 } text } => CommandLines.Split(text),
        YamlSequenceNode items => [[.. items.Children.OfType<YamlScalarNode>().Select(item => item.Value ?? "")]],
        _ => null,
    };
}

/// <summary>Reads a YAML file that others wrote.</summary>
internal static class YamlFile
{
    private const long MaximumSize = 1 << 20;

    /// <returns>Null if it does not exist or is no YAML mapping.</returns>
    public static YamlMappingNode? Read(ProjectFiles files, string path)
    {
        if (files.Read(path, MaximumSize) is not { Length: > 0 } text || IsTooDeep(text))
            return null;
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            return stream.Documents is [{ RootNode: YamlMappingNode root }, ..] ? root : null;
        }
        // The reader also throws exceptions of other types for broken files.
        catch (Exception exception) when (exception is YamlException or ArgumentException or InvalidOperationException or FormatException
            or KeyNotFoundException or OverflowException or IndexOutOfRangeException or NullReferenceException)
        {
            return null;
        }
    }

    // The reader is recursive.
    private static bool IsTooDeep(string text) =>
        text.Count(character => character is '[' or '{') > 400 || text.Split('\n').Max(line => line.Length - line.TrimStart(' ', '-').Length) > 500;
}
