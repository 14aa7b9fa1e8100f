using Nuke.Docker.BuildKit.Reports;

namespace Nuke.Docker.BuildKit.Builds.Internal;

/// <summary>Assigns the instructions of an image to its layers.</summary>
internal static class ImageLayers
{
    // Instructions that change the configuration only.
    private static readonly string[] s_metadata =
        ["CMD", "ENTRYPOINT", "ENV", "LABEL", "EXPOSE", "USER", "VOLUME", "STOPSIGNAL", "HEALTHCHECK", "SHELL", "ARG", "MAINTAINER", "ONBUILD"];

    /// <summary>Creates the layers from the history of an image. The base image comes first.</summary>
    /// <param name="entries">The instructions with their sizes, the oldest first.</param>
    /// <param name="digests">The digests of the layers, the oldest first.</param>
    /// <param name="report">The report, whose steps tell the layers of the base image apart.</param>
    public static IReadOnlyList<LayerReport> Create(IReadOnlyList<(string CreatedBy, long Bytes)> entries, IReadOnlyList<string> digests, BuildReport report)
    {
        var layers = entries.Select(entry => (Instruction: Instruction(entry.CreatedBy), entry.Bytes)).Where(entry => IsLayer(entry.Instruction)).ToList();
        // WORKDIR creates no layer if the folder exists.
        if (layers.Count > digests.Count)
            layers.RemoveAll(layer => layer is { Bytes: 0 } && layer.Instruction.StartsWith("WORKDIR", StringComparison.Ordinal));
        var own = report.UserSteps.Select(step => Words(step.Instruction)).ToHashSet(StringComparer.Ordinal);
        var first = layers.FindIndex(layer => own.Contains(Words(layer.Instruction)));
        return
        [
            .. layers.Select((layer, index) => new LayerReport
            {
                Instruction = layer.Instruction,
                Bytes = layer.Bytes,
                Digest = layers.Count == digests.Count ? digests[index] : null,
                Base = first < 0 || index < first,
            }),
        ];
    }

    private static bool IsLayer(string instruction) => Array.TrueForAll(
        s_metadata,
        word => !instruction.StartsWith(word, StringComparison.Ordinal) || (instruction.Length > word.Length && instruction[word.Length] != ' '));

    // "RUN |1 VERSION=2 /bin/sh -c pip install # buildkit" and "/bin/sh -c #(nop)  CMD [...]".
    private static string Instruction(string createdBy)
    {
        const string shell = "/bin/sh -c ";
        var text = createdBy.EndsWith("# buildkit", StringComparison.Ordinal) ? createdBy[..^"# buildkit".Length].TrimEnd() : createdBy;
        if (text.StartsWith("/bin/sh -c #(nop)", StringComparison.Ordinal))
            return text["/bin/sh -c #(nop)".Length..].Trim();
        if (text.StartsWith("RUN ", StringComparison.Ordinal) && text.IndexOf(shell, StringComparison.Ordinal) is var at and > 0)
            return $"RUN {text[(at + shell.Length)..]}";
        return text.StartsWith(shell, StringComparison.Ordinal) ? $"RUN {text[shell.Length..]}" : text;
    }

    // The step has flags that the history of the image lacks.
    private static string Words(string instruction) => string.Join(
        ' ',
        instruction.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where((word, index) => index == 0 || !word.StartsWith("--", StringComparison.Ordinal)));
}
