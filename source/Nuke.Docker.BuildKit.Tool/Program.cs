using Nuke.Common.Execution;

namespace Nuke.Docker.BuildKit.Tool;

/// <summary>The command <c>docker-buildkit</c>: the targets of the components in any folder, without a build project.</summary>
internal static class Program
{
    public static int Main(string[] arguments)
    {
        var invocation = Invocation.OfThisProcess(arguments);
        return new ToolRun(invocation).Execute();
    }
}
