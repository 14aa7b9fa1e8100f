namespace Nuke.Docker.BuildKit.Generator;

/// <summary>A specification. Equal if path and text are equal, so that an unchanged file is not generated again.</summary>
internal sealed class SpecificationFile(string path, string text) : IEquatable<SpecificationFile>
{
    public string Path { get; } = path;

    public string Text { get; } = text;

    /// <summary>Indicates that the file specifies values of flags instead of the commands of a tool.</summary>
    public bool IsValues => System.IO.Path.GetFileName(Path) == "values.json";

    public bool Equals(SpecificationFile? other) => other is not null && Path == other.Path && Text == other.Text;

    public override bool Equals(object? obj) => Equals(obj as SpecificationFile);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Text);
}
