namespace Nuke.Docker.BuildKit.Builds.Compose;

/// <summary>A port that a service publishes.</summary>
/// <param name="Target">In the container.</param>
/// <param name="Published">On the host, a number or a range such as <c>9000-9001</c>; null: any free one.</param>
/// <param name="HostIp">The host's address that it is bound to; null: all.</param>
/// <param name="Protocol"><c>tcp</c> or <c>udp</c>.</param>
public sealed record ComposePort(int Target, string? Published, string? HostIp, string Protocol);
