using Nuke.Docker.BuildKit.Builds;

namespace Nuke.Docker.BuildKit.Commands;

/// <summary>Kind of source of a named build context.</summary>
public enum ContextKind
{
    /// <summary>A folder of this machine.</summary>
    Local,

    /// <summary>A Git repository: <c>https://….git#ref:folder</c>, <c>git@host:…</c>, <c>git://…</c>, <c>ssh://…</c>.</summary>
    Git,

    /// <summary>A file or an archive that the builder fetches.</summary>
    Http,

    /// <summary>An image: <c>docker-image://</c>.</summary>
    DockerImage,

    /// <summary>An image in an OCI layout of this machine: <c>oci-layout://</c>.</summary>
    OciLayout,

    /// <summary>Another target of a bake file: <c>target:</c>.</summary>
    Target,
}
