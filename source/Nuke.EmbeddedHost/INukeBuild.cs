using System.Linq.Expressions;
using Nuke.Common.CI;
using Nuke.Common.Execution;
using Nuke.Common.IO;
using Nuke.Common.Tooling;

namespace Nuke.Common;

/// <summary>The build, as its components see it.</summary>
public interface INukeBuild
{
    IReadOnlyCollection<ExecutableTarget> ExecutionPlan { get; }
    IReadOnlyCollection<ExecutableTarget> InvokedTargets { get; }
    IReadOnlyCollection<ExecutableTarget> SkippedTargets { get; }
    IReadOnlyCollection<ExecutableTarget> ScheduledTargets { get; }
    IReadOnlyCollection<ExecutableTarget> RunningTargets { get; }
    IReadOnlyCollection<ExecutableTarget> AbortedTargets { get; }
    IReadOnlyCollection<ExecutableTarget> FailedTargets { get; }
    IReadOnlyCollection<ExecutableTarget> SucceededTargets { get; }

    /// <summary>Targets that ran to their end: failed or succeeded.</summary>
    IReadOnlyCollection<ExecutableTarget> FinishedTargets { get; }

    bool IsSucceeding { get; }
    bool IsFailing { get; }
    bool IsFinished { get; }

    /// <summary>Exit code of the process. <c>null</c>: 0 if all targets succeed, otherwise 255.</summary>
    int? ExitCode { get; set; }

    AbsolutePath RootDirectory { get; }
    AbsolutePath TemporaryDirectory { get; }
    AbsolutePath BuildAssemblyFile { get; }
    AbsolutePath BuildAssemblyDirectory { get; }

    /// <summary>The folder of the nearest project file above the build assembly; <c>null</c>: none.</summary>
    AbsolutePath? BuildProjectDirectory { get; }
    AbsolutePath? BuildProjectFile { get; }

    Verbosity Verbosity { get; }
    Host Host { get; }
    bool Plan { get; }
    bool Help { get; }
    bool NoLogo { get; }
    bool IsLocalBuild { get; }
    bool IsServerBuild { get; }
    bool Continue { get; }
    Partition Partition { get; }

    /// <summary>Sets the pairs of the running target in the summary. A second call replaces those of the first.</summary>
    void ReportSummary(Configure<Dictionary<string, string>>? configurator = null);

    /// <summary>Returns the value of a parameter that an interface declares; <c>null</c> if none is given.</summary>
    T? TryGetValue<T>(Expression<Func<T>> parameterExpression) where T : class?;

    /// <inheritdoc cref="TryGetValue{T}(Expression{Func{T}})"/>
    T? TryGetValue<T>(Expression<Func<object?>> parameterExpression);
}
