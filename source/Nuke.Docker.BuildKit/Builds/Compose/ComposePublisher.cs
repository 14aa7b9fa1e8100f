namespace Nuke.Docker.BuildKit.Builds.Compose;

/// <summary>A port of a running container.</summary>
/// <param name="Address">The address on the host. <c>null</c>: the port is not published.</param>
/// <param name="TargetPort">The port in the container.</param>
/// <param name="PublishedPort">The port on the host. <c>null</c>: the port is not published.</param>
/// <param name="Protocol"><c>tcp</c> or <c>udp</c>.</param>
public sealed record ComposePublisher(string? Address, int TargetPort, int? PublishedPort, string Protocol);
