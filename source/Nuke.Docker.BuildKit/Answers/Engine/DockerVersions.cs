namespace Nuke.Docker.BuildKit.Answers.Engine;

/// <summary>What <c>docker version</c> tells: the client's version and, where one answers, the engine's.</summary>
/// <param name="Client">The docker CLI.</param>
/// <param name="Server">Null where no engine answers.</param>
/// <param name="Components">Versions of what the engine consists of, by name: <c>Engine</c>, <c>containerd</c>, <c>runc</c>.</param>
/// <param name="Context">The docker context that the client uses; null before docker 19.</param>
public sealed record DockerVersions(EngineVersion Client, EngineVersion? Server, IReadOnlyDictionary<string, string?> Components, string? Context);
