using System.Runtime.CompilerServices;

namespace Nuke.Docker.BuildKit.Components.Internal;

/// <summary>Declares in a target's definition which parameters the target reads.</summary>
internal static class ParameterChecksExtensions
{
    /// <summary>Checks the parameters of the build before any target runs.</summary>
    /// <typeparam name="TComponent">The interface that declares the target.</typeparam>
    /// <param name="definition">The target.</param>
    /// <param name="build">The build class.</param>
    /// <param name="reads">The names of the parameters that the target reads. <c>null</c>: all of its interface and of those that it is based on.</param>
    /// <param name="also">The names of parameters of other interfaces that the target reads if the build implements them.</param>
    /// <param name="target">The target's name.</param>
    public static ITargetDefinition CheckParameters<TComponent>(
        this ITargetDefinition definition,
        TComponent build,
        IEnumerable<string>? reads = null,
        IEnumerable<string>? also = null,
        [CallerMemberName] string target = "")
        where TComponent : INukeBuild
    {
        FailureLog.Install(build);
        var checks = ParameterChecks.Of(build);
        checks.Add(target, (reads ?? ComponentParameter.NamesFrom(typeof(TComponent))).Concat(also ?? []).ToHashSet(StringComparer.OrdinalIgnoreCase));
        return definition.Requires(() => checks.AreRead());
    }
}
