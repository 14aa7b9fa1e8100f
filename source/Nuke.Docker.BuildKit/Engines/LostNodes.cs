using Nuke.Docker.BuildKit.Answers.Builders;

namespace Nuke.Docker.BuildKit.Engines;

/// <summary>Nodes of a builder that do not respond.</summary>
/// <param name="Problem">The nodes, in one sentence.</param>
/// <param name="Cure">What to do, in sentences.</param>
internal sealed record LostNodes(string Problem, string Cure)
{
    /// <summary>Names the nodes that do not run; <c>null</c> if all do.</summary>
    public static LostNodes? Of(BuilderInfo builder)
    {
        List<BuilderNode> lost = [.. builder.Nodes.Where(node => node.Status != "running")];
        if (lost.Count == 0)
            return null;
        var names = string.Join(", ", lost.Select(node => $"{node.Name} at {node.Endpoint}{Reason(node)}"));
        var others = builder.Nodes.Count - lost.Count;
        var problem = lost.Count == 1
            ? $"Node {names} of the builder {builder.Name} does not respond{(others > 0 ? $"; {Count(others)}" : "")}."
            : $"Nodes of the builder {builder.Name} that do not respond: {names}.";
        var start = lost.Count == 1 ? "Start it" : "Start them";
        return new(problem, others == 0
            ? $"{start}, and run the build again: completed steps are cached. Or choose another builder with `docker buildx use`."
            : $"{start}, and run the build again: completed steps are cached. Or build without {(lost.Count == 1 ? "it" : "them")}: "
                + $"`{string.Join(" && ", lost.Select(node => $"docker buildx create --name {builder.Name} --leave --node {node.Name}"))}`.");
    }

    private static string Reason(BuilderNode node) =>
        node.Error is { } error ? $" ({error.Replace("ERROR: ", "", StringComparison.Ordinal).Trim().TrimEnd('.')})" : "";

    private static string Count(int others) => others == 1 ? "the other node does" : $"the other {others} nodes do";
}
