namespace Nuke.Docker.BuildKit.Builds.Compose;

/// <summary>A port of a running container.</summary>
/// <param name="Address">The host's address that it is bound to; null where it isn't published.</param>
/// <param name="TargetPort">In the container.</param>
/// <param name="PublishedPort">On the host; null where it isn't published.</param>
/// <param name="Protocol"><c>tcp</c> or <c>udp</c>.</param>
public sealed record ComposePublisher(string? Address, int TargetPort, int? PublishedPort, string Protocol);
