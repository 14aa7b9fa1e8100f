using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Text;
using Nuke.Docker.BuildKit.Text.Faults;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Nuke.Docker.BuildKit.Images.Sync;

/// <summary>Reads the images to copy from a YAML or JSON file.</summary>
internal static class SyncFile
{
    private const string Example = "images:\n  - from: registry.example.com/acme/api\n    to: mirror.example.com\n    tags: ['1.*', latest]\n";

    private static readonly string[] s_members = ["from", "to", "tags", "platforms"];

    /// <summary>Reads a file.</summary>
    /// <exception cref="DockerException">The file is missing or wrong (<see cref="DockerFaultKind.InvalidSetting"/>); the message names the line.</exception>
    public static IReadOnlyList<ImageCopy> Read(string path)
    {
        try
        {
            return Parse(File.ReadAllText(path), path);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new DockerException(DockerFaultKind.InvalidSetting, $"{path} can't be read: {unreadable.Message} {Write}", unreadable);
        }
    }

    /// <inheritdoc cref="Read"/>
    /// <param name="text">The content.</param>
    /// <param name="path">The name of the file in messages.</param>
    public static IReadOnlyList<ImageCopy> Parse(string text, string path)
    {
        var stream = new YamlStream();
        try
        {
            stream.Load(new StringReader(text));
        }
        catch (YamlException invalid)
        {
            throw Wrong(path, invalid.Start, $"it is no YAML: {invalid.Message}");
        }

        if (stream.Documents is not [{ RootNode: YamlMappingNode root }])
            throw Wrong(path, Mark.Empty, "it has no member 'images'");
        YamlNode? images = null;
        foreach (var (key, value) in root.Children)
        {
            if (TextOf(key) != "images")
                throw Wrong(path, key.Start, $"'{key}' is unknown. {NearestNames.Sentence($"{key}", ["images"])}");
            images = value;
        }

        return images is YamlSequenceNode { Children.Count: > 0 } list
            ? [.. list.Children.Select(item => CopyOf(item, path))]
            : throw Wrong(path, images?.Start ?? root.Start, "'images' is not a list of images");
    }

    private static string Write => $"Write it as:\n{Example}";

    private static ImageCopy CopyOf(YamlNode item, string path)
    {
        if (item is not YamlMappingNode mapping)
            throw Wrong(path, item.Start, "an image has 'from' and 'to'");
        var members = new Dictionary<string, YamlNode>(StringComparer.Ordinal);
        foreach (var (key, value) in mapping.Children)
        {
            var name = TextOf(key) ?? "";
            if (!s_members.Contains(name))
                throw Wrong(path, key.Start, $"'{key}' is unknown. {NearestNames.Sentence(name, s_members)}");
            members[name] = value;
        }

        try
        {
            var copy = new ImageCopy(Required("from"), Required("to"))
            {
                Tags = List("tags"),
                Platforms = [.. List("platforms").Select(name => new Platform(name))],
            };
            _ = copy.Patterns;
            return copy;
        }
        catch (InvalidSettingException invalid)
        {
            throw Wrong(path, mapping.Start, invalid.Problem);
        }

        string Required(string name) => members.GetValueOrDefault(name) is { } value
            ? TextOf(value) ?? throw Wrong(path, value.Start, $"'{name}' is not a text")
            : throw Wrong(path, mapping.Start, $"the image has no '{name}'");

        List<string> List(string name) => members.GetValueOrDefault(name) switch
        {
            null => [],
            YamlScalarNode { Value: { Length: > 0 } text } => [text],
            YamlSequenceNode list => [.. list.Children.Select(entry => TextOf(entry) ?? throw Wrong(path, entry.Start, $"'{name}' is not a list of texts"))],
            var other => throw Wrong(path, other.Start, $"'{name}' is not a list of texts"),
        };
    }

    private static string? TextOf(YamlNode node) => node is YamlScalarNode { Value: { Length: > 0 } text } ? text : null;

    private static DockerException Wrong(string path, Mark place, string problem)
    {
        var line = place.Line > 0 ? $":{place.Line}" : "";
        var sentence = problem.TrimEnd();
        var end = sentence[^1] is '.' or '?' ? "" : ".";
        return new DockerException(DockerFaultKind.InvalidSetting, $"{path}{line}: {sentence}{end} {Write}");
    }
}
