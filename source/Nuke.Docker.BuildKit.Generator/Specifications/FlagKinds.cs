namespace Nuke.Docker.BuildKit.Generator.Specifications;

/// <summary>Types of flags as the tools name them.</summary>
internal static class FlagKinds
{
    private static readonly Dictionary<string, FlagShape> Shapes = new(StringComparer.Ordinal)
    {
        ["bool"] = FlagShape.Switch,
        ["bytes"] = FlagShape.Size,
        ["decimal"] = FlagShape.Fraction,
        ["duration"] = FlagShape.Duration,
        ["filter"] = FlagShape.TextList,
        ["gpu-request"] = FlagShape.Text,
        ["int"] = FlagShape.Number,
        ["list"] = FlagShape.TextList,
        ["map"] = FlagShape.Map,
        ["mount"] = FlagShape.TextList,
        ["network"] = FlagShape.TextList,
        ["scale"] = FlagShape.Map,
        ["string"] = FlagShape.Text,
        ["stringArray"] = FlagShape.TextList,
        ["stringSlice"] = FlagShape.CsvList,
        ["stringToString"] = FlagShape.Map,
        ["uint"] = FlagShape.Number,
        ["uint16"] = FlagShape.Number,
        ["ulimit"] = FlagShape.TextList,
    };

    public static string Known => string.Join(", ", Shapes.Keys);

    public static FlagShape? ShapeOf(string kind) => Shapes.TryGetValue(kind, out var shape) ? shape : null;
}
