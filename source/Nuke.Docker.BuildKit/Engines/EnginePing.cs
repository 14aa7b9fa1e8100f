namespace Nuke.Docker.BuildKit.Engines;

/// <param name="ApiVersion">Newest API version that the daemon speaks, e.g. <c>1.51</c>; null where it doesn't say.</param>
/// <param name="BuilderVersion">The daemon's default builder: <c>2</c> is BuildKit, <c>1</c> the classic builder; null where it doesn't say.</param>
/// <param name="OsType">Operating system of the containers: <c>linux</c> or <c>windows</c>; null where it doesn't say.</param>
public sealed record EnginePing(string? ApiVersion, string? BuilderVersion, string? OsType)
{
    public bool BuildKitIsDefault => BuilderVersion == "2";
}
