using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Commands;

/// <summary>A part of an image, of one platform or of all: <c>manifest</c>, <c>manifest[linux/amd64]</c>.</summary>
/// <param name="Level">Part of the image.</param>
/// <param name="Platform">Platform of the part; <c>null</c> is all.</param>
public sealed record AnnotationTarget(AnnotationLevel Level, Platform? Platform = null)
{
    /// <summary>Converts a level, for all platforms.</summary>
    public static implicit operator AnnotationTarget(AnnotationLevel level) => new(level);

    /// <summary>Returns the prefix of a key.</summary>
    public override string ToString()
    {
        var level = Level switch
        {
            AnnotationLevel.Manifest => "manifest",
            AnnotationLevel.Index => "index",
            AnnotationLevel.ManifestDescriptor => "manifest-descriptor",
            AnnotationLevel.IndexDescriptor => "index-descriptor",
            _ => throw new InvalidOperationException($"{Level} is not a level"),
        };
        return Platform is null ? level : $"{level}[{Platform}]";
    }

    internal static AnnotationTarget Parse(string text, string setting)
    {
        var bracket = text.IndexOf('[', StringComparison.Ordinal);
        if (bracket >= 0 && !text.EndsWith(']'))
            throw new InvalidSettingException(setting, $"'{text}' has no closing bracket; write level[os/architecture]");

        var level = bracket < 0 ? text : text[..bracket];
        return new AnnotationTarget(
            level switch
            {
                "manifest" => AnnotationLevel.Manifest,
                "index" => AnnotationLevel.Index,
                "manifest-descriptor" => AnnotationLevel.ManifestDescriptor,
                "index-descriptor" => AnnotationLevel.IndexDescriptor,
                _ => throw new InvalidSettingException(setting, $"'{level}' is not a level; use manifest, index, manifest-descriptor or index-descriptor"),
            },
            bracket < 0 ? null : new Platform(text[(bracket + 1)..^1]));
    }
}
