using Nuke.Docker.BuildKit.Text.Faults;
using NUnit.Framework.Constraints;

namespace TestSupport;

/// <summary>Constraints on the kind of the failure that a delegate throws.</summary>
internal static class ThrowsFault
{
    /// <summary>Requires a <see cref="DockerException"/> of this kind.</summary>
    public static Constraint Of(DockerFaultKind kind) =>
        NUnit.Framework.Throws.InstanceOf<DockerException>().With.Property(nameof(DockerException.Kind)).EqualTo(kind);
}
