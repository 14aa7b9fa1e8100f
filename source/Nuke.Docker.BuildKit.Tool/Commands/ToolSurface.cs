using Nuke.Common.Execution;
using Nuke.Common.Parameters;
using Nuke.Docker.BuildKit.Components.Internal;

namespace Nuke.Docker.BuildKit.Tool.Commands;

/// <summary>The targets and parameters of the tool, as the host reads them from the components.</summary>
/// <param name="Build">The build class.</param>
/// <param name="Targets">All targets.</param>
/// <param name="Parameters">All parameters.</param>
internal sealed record ToolSurface(Build Build, IReadOnlyList<ExecutableTarget> Targets, IReadOnlyList<ParameterMember> Parameters)
{
    /// <summary>Reads the definitions of the targets. No target runs.</summary>
    /// <param name="invocation">An invocation that asks for help, so that no parameter is checked.</param>
    public static ToolSurface Read(Invocation invocation)
    {
        BuildSession.Begin(invocation);
        var build = new Build();
        return new(build, TargetFactory.CreateAll(build, []), ParameterCatalog.Of(typeof(Build)));
    }

    public string DescriptionOf(ToolCommand command) => Targets.Single(target => target.Name == command.Target).Description ?? "";

    /// <summary>The parameters that a command reads: those of its target and, if it takes a folder of images, those of the tool itself.</summary>
    public IEnumerable<ParameterMember> ParametersOf(ToolCommand command)
    {
        var read = ParameterChecks.Of(Build).ReadBy[command.Target];
        return Parameters.Where(parameter => parameter.Listed && parameter.Name != command.Folder
            && (read.Contains(parameter.Name) || (command.Folder == nameof(Build.ContextFolder) && parameter.Member.DeclaringType == typeof(Build))));
    }
}
