using System.Reflection;

namespace Nuke.Common.Execution;

/// <summary>The attributes of the build class that take part in its run.</summary>
internal sealed class BuildExtensions
{
    private readonly NukeBuild build;
    private readonly List<IBuildExtension> extensions = [];
    private readonly List<DefaultOutput> disabled = [];

    public BuildExtensions(NukeBuild build)
    {
        this.build = build;
        if (build.GetType().IsDefined(typeof(BuildExtensionAttributeBase), inherit: true))
        {
            extensions = [.. build.GetType().GetCustomAttributes<BuildExtensionAttributeBase>().OrderByDescending(x => x.Priority)];
            extensions.ForEach(x => ((BuildExtensionAttributeBase)x).Build = build);
        }

        if (build.GetType().IsDefined(typeof(DisableDefaultOutputAttribute), inherit: true))
        {
            var applicable = build.GetType().GetCustomAttributes<DisableDefaultOutputAttribute>().Where(x => x.IsApplicable(build));
            disabled = [.. applicable.SelectMany(x => x.DisabledOutputs)];
        }
    }

    public bool Prints(DefaultOutput output) => !disabled.Contains(output);

    public void Raise<T>(Action<T> action, Predicate<T>? condition = null) where T : IBuildExtension
    {
        foreach (var extension in extensions.OfType<T>())
        {
            if (condition?.Invoke(extension) != false)
                action(extension);
        }
    }
}
