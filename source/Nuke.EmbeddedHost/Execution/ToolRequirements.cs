using Nuke.Common.Tooling;

namespace Nuke.Common.Execution;

internal static class ToolRequirements
{
    /// <exception cref="InvalidOperationException">A planned target requires a program that doesn't exist.</exception>
    public static void Check(IEnumerable<ExecutableTarget> plan)
    {
        foreach (var target in plan)
        {
            foreach (var requirement in target.ToolRequirements.OfType<PathToolRequirement>())
            {
                if (ToolPathResolver.TryGetEnvironmentExecutable($"{requirement.PathExecutable.ToUpperInvariant()}_EXE") == null
                    && ToolPathResolver.Find(requirement.PathExecutable) == null)
                {
                    throw new InvalidOperationException(
                        $"Target '{target.Name}' requires the program '{requirement.PathExecutable}', which is in no folder of PATH. Install it first.");
                }
            }
        }
    }
}
