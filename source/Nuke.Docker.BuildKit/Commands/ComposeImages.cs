namespace Nuke.Docker.BuildKit.Commands;

/// <summary>Which images go with the containers: <c>docker compose down --rmi</c>.</summary>
public enum ComposeImages
{
    /// <summary>All that the services use.</summary>
    All,

    /// <summary>Those that have no name of their own in the compose file.</summary>
    Local,
}
