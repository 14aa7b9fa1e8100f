namespace Nuke.Docker.BuildKit.Engines;

/// <summary>An image of an engine.</summary>
/// <param name="Id">Digest of the manifest (containerd store) or of the configuration (graph drivers), with <c>sha256:</c>.</param>
/// <param name="Size">Bytes as the engine counts them: compressed in the containerd store, unpacked in the classic one.</param>
internal sealed record EngineImage(string Id, long Size)
{
    /// <summary>Digests of the unpacked layers, the oldest first.</summary>
    public IReadOnlyList<string> Layers { get; init; } = [];

    /// <summary>The part of the configuration that the steps of a build inherit: variables, user, working directory, shell and triggers, in one text.</summary>
    public string Inherited { get; init; } = "";
}
