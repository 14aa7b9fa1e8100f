namespace Nuke.Docker.BuildKit.Commands;

/// <summary>What an output into a folder does with files that are already there.</summary>
public enum LocalOutputMode
{
    /// <summary>Keeps what the result doesn't have: the default.</summary>
    Copy,

    /// <summary>Deletes what the result doesn't have. Needs BuildKit 0.31.0 and the entitlement <c>buildx.local.delete</c>.</summary>
    Delete,
}
