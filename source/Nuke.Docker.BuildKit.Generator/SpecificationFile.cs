namespace Nuke.Docker.BuildKit.Generator;

/// <summary>Equal where path and text are, so that an untouched specification isn't generated again.</summary>
internal sealed class SpecificationFile(string path, string text) : IEquatable<SpecificationFile>
{
    public string Path { get; } = path;

    public string Text { get; } = text;

    public bool Equals(SpecificationFile? other) => other is not null && Path == other.Path && Text == other.Text;

    public override bool Equals(object? obj) => Equals(obj as SpecificationFile);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Text);
}
