using System.Reflection;

namespace Nuke.Common.Execution;

/// <summary>The attributes of the build class that take part in its run.</summary>
internal sealed class BuildExtensions
{
    private readonly NukeBuild build;
    private readonly List<IBuildExtension> extensions = [];
    private readonly List<DisableDefaultOutputAttribute> silencers = [];

    public BuildExtensions(NukeBuild build)
    {
        this.build = build;
        if (build.GetType().IsDefined(typeof(BuildExtensionAttributeBase), inherit: true))
        {
            extensions = [.. build.GetType().GetCustomAttributes<BuildExtensionAttributeBase>().OrderByDescending(x => x.Priority)];
            extensions.ForEach(x => ((BuildExtensionAttributeBase)x).Build = build);
        }

        if (build.GetType().IsDefined(typeof(DisableDefaultOutputAttribute), inherit: true))
            silencers = [.. build.GetType().GetCustomAttributes<DisableDefaultOutputAttribute>()];
    }

    /// <summary>Returns true for an output that no attribute turns off. An attribute may ask for the plan, which is made later.</summary>
    public bool Prints(DefaultOutput output) => !silencers.Exists(x => x.DisabledOutputs.Contains(output) && x.IsApplicable(build));

    public void Raise<T>(Action<T> action, Predicate<T>? condition = null) where T : IBuildExtension
    {
        foreach (var extension in extensions.OfType<T>())
        {
            if (condition?.Invoke(extension) != false)
                action(extension);
        }
    }
}
