namespace Nuke.Docker.BuildKit.Builds.Compose;

/// <summary>A port that a service publishes.</summary>
/// <param name="Target">The port in the container.</param>
/// <param name="Published">The port on the host, or a range such as <c>9000-9001</c>. <c>null</c>: any free port.</param>
/// <param name="HostIp">The address on the host. <c>null</c>: all addresses.</param>
/// <param name="Protocol"><c>tcp</c> or <c>udp</c>.</param>
public sealed record ComposePort(int Target, string? Published, string? HostIp, string Protocol);
