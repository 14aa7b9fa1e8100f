namespace Nuke.Docker.BuildKit.Answers.Engine;

/// <summary>Result of <c>docker version</c>: the version of the client and, if one responds, that of the engine.</summary>
/// <param name="Client">Version of the docker CLI.</param>
/// <param name="Server">Version of the engine; <c>null</c> if no engine responds.</param>
/// <param name="Components">Versions of the engine's components, by name: <c>Engine</c>, <c>containerd</c>, <c>runc</c>.</param>
/// <param name="Context">Docker context of the client; <c>null</c> before docker 19.</param>
public sealed record DockerVersions(EngineVersion Client, EngineVersion? Server, IReadOnlyDictionary<string, string?> Components, string? Context);
