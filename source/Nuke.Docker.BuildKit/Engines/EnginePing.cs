namespace Nuke.Docker.BuildKit.Engines;

/// <summary>Response of an engine to a ping.</summary>
/// <param name="ApiVersion">Newest API version that the engine supports, e.g. <c>1.51</c>; <c>null</c> if not reported.</param>
/// <param name="BuilderVersion">The engine's default builder: <c>2</c> is BuildKit, <c>1</c> the classic builder; <c>null</c> if not reported.</param>
/// <param name="OsType">Operating system of the containers: <c>linux</c> or <c>windows</c>; <c>null</c> if not reported.</param>
internal sealed record EnginePing(string? ApiVersion, string? BuilderVersion, string? OsType)
{
    /// <summary>Indicates that <c>docker build</c> uses BuildKit by default.</summary>
    public bool BuildKitIsDefault => BuilderVersion == "2";
}
