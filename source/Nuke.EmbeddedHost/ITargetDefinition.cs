using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Nuke.Common.Tooling;

namespace Nuke.Common;

/// <summary>
/// Describes one target. The variants with a type argument name targets of a component; without arguments, the
/// component's only target. The <c>Try</c> variants do nothing where the build does not have the component.
/// </summary>
public interface ITargetDefinition
{
    ITargetDefinition Description(string description);

    ITargetDefinition Executes(params Action[] actions);
    ITargetDefinition Executes<T>(Func<T> action);
    ITargetDefinition Executes(Func<Task> action);

    ITargetDefinition DependsOn(params Target[] targets);
    ITargetDefinition DependsOn<T>(params Func<T, Target>[] targets);
    ITargetDefinition TryDependsOn<T>(params Func<T, Target>[] targets);
    ITargetDefinition DependsOnContext<T>() where T : INukeBuild;
    ITargetDefinition DependentFor(params Target[] targets);
    ITargetDefinition DependentFor<T>(params Func<T, Target>[] targets);
    ITargetDefinition TryDependentFor<T>(params Func<T, Target>[] targets);

    ITargetDefinition Before(params Target[] targets);
    ITargetDefinition Before<T>(params Func<T, Target>[] targets);
    ITargetDefinition TryBefore<T>(params Func<T, Target>[] targets);
    ITargetDefinition After(params Target[] targets);
    ITargetDefinition After<T>(params Func<T, Target>[] targets);
    ITargetDefinition TryAfter<T>(params Func<T, Target>[] targets);

    ITargetDefinition Triggers(params Target[] targets);
    ITargetDefinition Triggers<T>(params Func<T, Target>[] targets);
    ITargetDefinition TryTriggers<T>(params Func<T, Target>[] targets);
    ITargetDefinition TriggeredBy(params Target[] targets);
    ITargetDefinition TriggeredBy<T>(params Func<T, Target>[] targets);
    ITargetDefinition TryTriggeredBy<T>(params Func<T, Target>[] targets);

    /// <summary>Checked before each run of the target, after its dependencies have run.</summary>
    ITargetDefinition OnlyWhenDynamic(Func<bool> condition, [CallerArgumentExpression(nameof(condition))] string? conditionExpression = null);

    /// <summary>Checked once before anything runs; the dependencies are skipped too, see <see cref="WhenSkipped"/>.</summary>
    ITargetDefinition OnlyWhenStatic(Func<bool> condition, [CallerArgumentExpression(nameof(condition))] string? conditionExpression = null);

    ITargetDefinition WhenSkipped(DependencyBehavior dependencyBehavior);

    ITargetDefinition Requires<T>(Expression<Func<T>> parameterRequirement, params Expression<Func<T>>[] parameterRequirements) where T : class?;
    ITargetDefinition Requires<T>(Expression<Func<T?>> parameterRequirement, params Expression<Func<T?>>[] parameterRequirements) where T : struct;
    ITargetDefinition Requires(Expression<Func<bool>> requirement, params Expression<Func<bool>>[] requirements);
    ITargetDefinition Requires<T>() where T : IRequireTool;
    ITargetDefinition Requires<T>(string version) where T : IRequireToolWithVersion;
    ITargetDefinition Requires(Expression<Func<Tool>> tool, params Expression<Func<Tool>>[] tools);

    ITargetDefinition Produces(params string[] artifacts);
    ITargetDefinition Consumes(params Target[] targets);
    ITargetDefinition Consumes(Target target, params string[] artifacts);
    ITargetDefinition Consumes<T>(params Func<T, Target>[] targets);
    ITargetDefinition Consumes<T>(Func<T, Target> target, params string[] artifacts);
    ITargetDefinition Consumes<T>(params string[] artifacts);

    /// <summary>Takes over what the overridden target of the base class defines.</summary>
    ITargetDefinition Base();
    ITargetDefinition Inherit(params Target[] targets);

    /// <summary>Takes over what a component's own target defines, also where the build class implements it itself.</summary>
    ITargetDefinition Inherit<T>(params Expression<Func<T, Target>>[] targets);

    /// <summary>Leaves the target out of <c>--help</c>.</summary>
    ITargetDefinition Unlisted();

    /// <summary>Runs the target after another one has failed; not after the build was cancelled.</summary>
    ITargetDefinition AssuredAfterFailure();

    /// <summary>Lets the build go on after this target has failed.</summary>
    ITargetDefinition ProceedAfterFailure();

    ITargetDefinition Partition(int size);
}
