namespace Nuke.Docker.BuildKit.Reports.History;

/// <summary>Compares the layers of an image with those of the last build, by instruction.</summary>
internal static class LayerComparison
{
    /// <summary>Returns the layers with their differences.</summary>
    /// <param name="layers">The layers.</param>
    /// <param name="before">The layers of the last build; empty if they are unknown.</param>
    public static IReadOnlyList<LayerReport> Compare(IReadOnlyList<LayerReport> layers, IReadOnlyList<LayerReport> before)
    {
        if (before.Count == 0)
            return layers;
        var left = before.GroupBy(layer => layer.Instruction, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => new Queue<LayerReport>(group), StringComparer.Ordinal);
        return [.. layers.Select(layer => left.TryGetValue(BuildHistory.Line(layer.Instruction), out var same) && same.TryDequeue(out var last)
            ? layer with { Change = ChangeOf(layer, last), BytesBefore = last.Bytes }
            : layer with { Change = LayerChange.Added })];
    }

    // The same size does not prove the same content.
    private static LayerChange? ChangeOf(LayerReport layer, LayerReport last) =>
        layer.Digest is not null && last.Digest is not null ? (layer.Digest == last.Digest ? LayerChange.Same : LayerChange.Changed)
        : layer.Bytes != last.Bytes ? LayerChange.Changed
        : null;
}
